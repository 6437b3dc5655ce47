## Numéros des certificats et des formulaires vierges

numbers-malformed = « { $number } » n’est pas un numéro de certificat : deux lettres, puis des chiffres.
numbers-prefix-not-yours = Les formulaires au préfixe { $prefix } ne sont pas ceux du participant suivant : { $participant_country }.
numbers-digits = Un numéro compte de 1 à { $most } chiffres, et non { $digits }.
numbers-range-reversed = La série va de { $first } à { $last } : le premier numéro vient d’abord.
numbers-range-too-long = On peut recevoir au plus { $most } formulaires à la fois.
numbers-too-few-digits = { $last } ne tient pas en { $digits } chiffres.
numbers-range-known = Les formulaires { $first } à { $last } sont déjà en stock. Un numéro n’existe qu’une fois.
