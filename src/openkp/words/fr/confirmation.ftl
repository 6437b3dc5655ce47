## La confirmation d’importation : ce qui n’y va pas, ce qu’elle dit, en quoi elle diffère du certificat

confirmation-value = « { $field } » contient ce qu’aucune confirmation ne peut y dire.
confirmation-malformed = Ce n’est pas une confirmation d’importation entière : « { $field } » manque, est inconnu ou n’est pas conforme au format.
confirmation-signature = La signature ne correspond pas : la confirmation a été modifiée, ou une autre clé l’a signée ({ $kid }).
confirmation-key-purpose = La clé dont elle est signée ne sert pas aux confirmations d’importation ({ $kid }).
confirmation-specimen = C’est un spécimen : une confirmation ou une clé de démonstration, alors que la liste de confiance est réelle.
confirmation-not-yet = Elle est datée de l’avenir ({ $confirmed_at }).
confirmation-not-an-authority = { $confirmer } n’était pas une autorité d’importation le { $day } ({ $participant_country }).
confirmation-participant-barred = Le { $day }, ce participant ne pouvait pas recevoir de diamants bruts ({ $participant_country }). { $basis }
confirmation-not-an-issuer = L’autorité nommée comme ayant délivré le certificat ({ $issuer }) ne l’a jamais été pour ce participant ({ $participant_country }).
confirmation-proof-wrong = La preuve ne montre pas que cette confirmation est inscrite au journal public.
confirmation-not-in-log = La confirmation n’est pas inscrite dans la copie du journal.
confirmation-log-older = La copie du journal s’arrête avant la preuve de cette confirmation ({ $size } entrées) : les deux n’ont pas été comparées.
confirmation-differences = L’autorité d’importation a relevé { $count ->
    [one] une différence
   *[other] { $count } différences
  } avec le certificat { $number }.
confirmation-seals-broken = Les scellés de { $number } n’étaient pas intacts à l’arrivée.

confirmation-summary = Confirmation d’importation de { $number } ({ $issuing_country }), réception le { $received_on } ({ $participant_country }) : { $weight_cct }, { $parcels ->
    [one] un colis
   *[other] { $parcels } colis
  }
confirmation-value-found = Valeur constatée : { $value_usd_cents }
confirmation-parties = { $exporter } à { $importer } ; confirmé par { $confirmed_by } le { $confirmed_at }
confirmation-line = { $reference } ({ $hs }) : { $weight_cct }, { $fate ->
    [accepted] admis
    [returned] renvoyé
    [seized] saisi
   *[missing] manquant
  }

confirmation-number-differs = La confirmation porte sur le certificat { $found } ; celui-ci est { $certified }.
confirmation-other-certificate = La confirmation a été faite sur un autre justificatif que celui-ci ({ $number }).
confirmation-issuer-differs = Autorité de délivrance : { $certified } au certificat, { $found } à la confirmation.
confirmation-issuing-participant-differs = Participant qui délivre : { $certified_country } au certificat, { $found_country } à la confirmation.
confirmation-destination-differs = Destination : { $certified_country } au certificat ; lieu de réception : { $found_country }.
confirmation-exporter-differs = Exportateur : « { $certified } » au certificat, « { $found } » à la confirmation.
confirmation-importer-differs = Importateur : « { $certified } » au certificat, « { $found } » à la confirmation.
confirmation-parcels-differs = Nombre de colis : { $certified } au certificat, { $found } à l’arrivée.
confirmation-total-weight-differs = Poids total : { $certified_cct } au certificat, { $found_cct } à l’arrivée.
confirmation-total-value-differs = Valeur totale : { $certified_usd_cents } au certificat, { $found_usd_cents } à l’arrivée.
confirmation-parcel-missing = Colis { $parcel } : { $certified_cct } au certificat, manquant à l’arrivée ({ $found_cct }).
confirmation-parcel-not-certified = Colis { $parcel } : { $found_cct } à l’arrivée, absent du certificat ({ $certified_cct }).
confirmation-hs-differs = Colis { $parcel } : code SH { $certified } au certificat, { $found } à l’arrivée.
confirmation-weight-differs = Colis { $parcel } : { $certified_cct } au certificat, { $found_cct } à l’arrivée.
confirmation-value-differs = Colis { $parcel } : { $certified_usd_cents } au certificat, { $found_usd_cents } à l’arrivée.

confirmation-text-valid = L’autorité d’importation qu’elle nomme l’a signée. Ce qu’elle a constaté figure ci-dessous.
confirmation-text-not-valid = Ne tenez pas ceci pour la parole d’une autorité d’importation.
confirmation-text-cannot-check = Ce n’est ni un oui ni un non : ce qui manque est indiqué ci-dessous.
confirmation-facts-title = Ce que dit la confirmation
