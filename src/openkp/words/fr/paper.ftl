## Ce que dit un papier étranger : constats pour l’agent qui décide (core/rules/paper.py)

paper-severity-impossible = Impossible
paper-severity-doubt = À revoir
paper-severity-note = Pas enregistré ici

paper-field-missing = Une mention exigée par l’annexe I ne figure pas sur le papier, ou n’a pas été saisie : { $field }.
paper-number-malformed = « { $number } » n’est pas un numéro de certificat : deux lettres, puis des chiffres.
paper-prefix-of-another = Le préfixe { $prefix } n’est pas celui de l’émetteur : { $issuer_country }.
paper-no-specimen = Aucun spécimen du certificat de ce participant n’est enregistré ici : { $issuer_country }. Le numéro et les signatures n’ont pas pu être comparés.
paper-digits = { $number } compte { $printed } chiffres. L’émetteur en imprime { $expected }.
paper-range-of-another-year = { $number } fait partie des numéros en usage en { $used }, et non en { $issued }.
paper-outside-ranges = { $number } ne fait partie d’aucune série en usage en { $issued }.
paper-ranges-not-recorded = Les numéros en usage en { $issued } ne sont pas enregistrés pour ce participant : { $issuer_country }.
paper-expires-before-issue = Le papier expire le { $expires_on }, avant sa délivrance le { $issued_on }.
paper-issued-in-future = Le papier se dit délivré le { $issued_on }. Il a été présenté le { $shown_on }.
paper-expired = Le certificat a expiré le { $expires_on } et a été présenté le { $shown_on }.
paper-expiry-too-late = Le papier expire le { $expires_on }. D’après la règle de l’émetteur, il ne pouvait valoir que jusqu’au { $longest_on }.
paper-authorities-not-recorded = Aucune autorité de délivrance de ce participant n’est enregistrée ici : { $issuer_country }.
paper-authority-unknown = « { $authority } » n’est pas une autorité enregistrée pour ce participant : { $issuer_country }.
paper-authority-not-then = « { $authority } » n’était pas une autorité le { $issued_on }.
paper-signatories-not-recorded = Aucun signataire de ce participant n’est enregistré ici : { $issuer_country }.
paper-signatory-unknown = « { $signatory } » n’est pas un signataire enregistré pour ce participant : { $issuer_country }.
paper-signatory-not-then = « { $signatory } » ne pouvait pas signer le { $issued_on }.
paper-other-destination = Le papier indique pour destination { $destination_country } ; il a été présenté à l’autorité du participant suivant : { $receiver_country }.
paper-parcels-do-not-add-up = Le papier annonce { $printed } colis et en énumère { $lines }.
paper-weights-do-not-add-up = Le papier annonce { $printed_cct } au total. La somme de ses colis est de { $sum_cct }.
paper-values-do-not-add-up = Le papier annonce { $printed_usd_cents } au total. La somme de ses colis est de { $sum_usd_cents }.
paper-hs-not-rough = Colis { $parcel } : { $hs } n’est pas une position de diamants bruts (7102.10, 7102.21, 7102.31).
paper-weighs-nothing = Le colis { $parcel } n’a pas de poids, ou sa valeur est négative.
paper-price-out-of-bounds = Colis { $parcel } : { $carat_usd_cents } le carat. On attendrait de { $low_usd_cents } à { $high_usd_cents } ; la valeur a-t-elle été saisie dans une autre monnaie ?
paper-mixed-contradicts = { $stated ->
    [yes] Le papier se dit d’origine mixte et donne le même pays pour chaque colis.
   *[other] Le papier se dit d’une seule origine et contient un colis d’origine mixte.
}
paper-mixed-without-sources = La première exportation d’un producteur n’a qu’une origine ({ $issuer_country }). Ce papier se dit d’origine mixte et ne cite aucun certificat d’importation.
paper-no-seal-number = Les certificats de ce participant portent le numéro du scellé de chaque contenant : { $issuer_country }. Aucun n’a été saisi.
paper-reference-without-number = La référence du colis { $parcel } ne se termine pas par le numéro du certificat, { $number }. Sur les papiers authentiques de cet émetteur, elle le fait.

## Un papier illisible tel qu’il a été saisi

paper-field = Mention absente ou illisible : { $field }.
paper-field-unknown = Un certificat n’a pas de mention « { $field } ».
paper-parcels-count = Un certificat couvre de 1 à { $most } colis.
paper-parcel-malformed = Le colis { $place } doit avoir une position du Système harmonisé, un poids, une valeur et une origine qui concordent.
paper-parcels-alike = Deux colis portent la même référence. Donnez-en une à chacun.

## Éléments de sécurité d’un papier

paper-feature-watermark = Filigrane
paper-feature-uv-fibres = Fibres visibles sous lumière ultraviolette
paper-feature-uv-dull-paper = Papier sans éclat sous lumière ultraviolette
paper-feature-solvent-sensitive = Papier qui se tache au contact d’un solvant
paper-feature-rainbow-background = Fond arc-en-ciel que la photocopie ne rend pas
paper-feature-second-tint = Seconde teinte, résistante à la lumière
paper-feature-uv-stars = Étoiles visibles sous la seule lumière ultraviolette
paper-feature-intaglio-border = Bordure en taille-douce, sensible au doigt
paper-feature-coloured-flag = Drapeau dans ses couleurs
paper-feature-micro-text = Microtexte
paper-feature-latent-image = Image latente, visible en inclinant le papier
paper-feature-anti-copy-medallion = Médaillon anticopie
paper-feature-perforation = Perforation entre les parties
paper-feature-serial-twice = Numéro de série sur chaque partie
paper-feature-serial-under-uv = Numéro de série répété sous lumière ultraviolette
paper-feature-two-languages = Imprimé en deux langues
paper-feature-confirmation-slip = Talon de confirmation d’importation
paper-feature-seal-numbers = Numéros des scellés
