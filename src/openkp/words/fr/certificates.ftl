## Certificats et formulaires vierges

certificates-unknown = Il n’y a pas ici de certificat { $number }.
certificates-no-blanks = { $authority } n’a plus de formulaires vierges. Attribuez-en avant de délivrer.
certificates-source-missing = Indiquez l’imprimeur et le bordereau de livraison des formulaires.
certificates-range-unknown = Il n’y a pas de série de formulaires { $range }.
certificates-range-exhausted = { $asked } formulaires sont demandés et il en reste { $left } dans cette série.
certificates-not-of-participant = { $authority } n’est pas une autorité du participant suivant : { $participant_country }.
certificates-count-not-positive = Il faut attribuer au moins un formulaire.
certificates-fate-unknown = « { $fate } » n’est pas ce qui peut arriver à un formulaire : manquant, perdu ou volé (missing, lost, stolen).
certificates-forms-at-once = Indiquez au moins un formulaire, et au plus { $most }.
certificates-blank-unknown = { $number } n’est pas un formulaire du stock.
certificates-blanks-of-one-participant = Indiquez les formulaires d’un seul participant à la fois.
certificates-blank-gone = { $number } ne peut plus changer : il est enregistré comme { $fate }.
certificates-reason-missing = Indiquez le motif.
certificates-goods-have-left = Les pierres de { $number } ont quitté le pays : elles ne peuvent pas revenir ici dans le stock de l’exportateur.
certificates-received-in-future = Le { $day } n’est pas encore venu.
certificates-received-before-issue = Les pierres ont été reçues le { $received_on }, avant la délivrance du certificat le { $issued_on }.
certificates-received-expired = Le certificat a expiré le { $expired_on } ; les pierres ont été reçues le { $received_on }.
certificates-number-known = Le certificat { $number } est déjà enregistré. Un numéro n’existe qu’une fois.
certificates-issued-here = Le participant suivant tient ses formulaires dans cette installation : { $participant_country }. { $number } n’y a pas été délivré : il n’est pas authentique.
certificates-authority-missing = Indiquez l’autorité qui a délivré le certificat.
certificates-parcels-count = Un certificat couvre de 1 à { $most } colis.
certificates-parcel-malformed = Chaque colis doit avoir une position du Système harmonisé, un poids, une valeur et ses origines.
certificates-being-sealed = Le certificat { $number } est en cours de scellement dans le registre public. Réessayez dans un instant.

## Ce que trouve un contrôle des certificats

certificates-leaf-differs = Le registre public ne contient pas ce que le certificat { $number } dit de « { $act } ».
certificates-envelope-unreadable = La forme { $form } de { $number } est illisible : { $why }.
certificates-envelope-signature = La forme { $form } de { $number } n’est pas signée par une clé de son autorité alors en vigueur.
certificates-envelopes-differ = Les deux formes signées de { $number } ne disent pas la même chose.
certificates-copy-differs = La colonne { $field } de { $number } n’est pas ce que dit son enveloppe.
certificates-life-unlawful = La vie de { $number } contient une étape interdite : « { $act } », de « { $before } » à « { $after } ».
certificates-state-without-life = { $number } est à l’état « { $state } », mais sa vie s’arrête à « { $told } ».
certificates-carats-differ = Le lot { $lot } ne porte pas ce que certifie { $number }.
certificates-form-not-used = Le certificat { $number } a été délivré sur un formulaire qui n’est pas enregistré comme utilisé.
certificates-form-without-certificate = Le formulaire { $number } est enregistré comme utilisé, mais ce certificat n’existe pas.
certificates-form-outside-stock = Le formulaire { $number } a été utilisé, mais aucune attribution ne l’avait atteint.
certificates-allocation-outside-range = L’attribution { $allocation } sort de sa série.
certificates-stock-overlaps = Les formulaires { $forms } sont deux fois en stock.
certificates-trust-damaged = La liste de confiance publiée est endommagée ou celle d’un autre ({ $why }). Elle se réécrit par : openkp worker --once
certificates-status-differs = La liste d’états { $url } ne dit pas ce que sont les états.
