## Opérateurs, titres, zones et sites, carnets à souches

mining-number-malformed = « { $number } » n’est pas un numéro de ce registre : il commence par { $participant }- et compte des majuscules, des chiffres et des traits d’union.
mining-number-taken = { $number } existe déjà. Un numéro n’est jamais donné deux fois.
mining-place-malformed = « { $place } » n’est pas le code d’un lieu : il commence par { $participant }: et compte des majuscules, des chiffres et des traits d’union.
mining-text-missing = Ce champ ne peut pas rester vide : { $field }.
mining-kind-unknown = « { $kind } » n’est pas un type d’opérateur.
mining-licence-kind-unknown = « { $kind } » n’est pas un type de titre.
mining-dates-reversed = Le titre finirait le { $valid_until_day }, avant de commencer le { $valid_from }.
mining-zone-unknown = Aucune zone { $zone } n’est inscrite ici.
mining-site-unknown = Aucun site { $site } n’est inscrit ici.
mining-site-not-in-zone = Le site { $site } n’est pas dans la zone { $zone }.
mining-term-too-long = Un titre de ce type s’accorde pour { $months } mois au plus : à partir de ce premier jour, jusqu’au { $last_day }.
mining-area-too-large = Un titre de ce type couvre { $hectares ->
    [one] un hectare
   *[other] { $hectares } hectares
  } au plus ; le site mesure { $square_metres } mètres carrés.
mining-area-missing = Un titre minier indique sa zone ou son site : le périmètre autorisé (annexe II, recommandation 12).
mining-area-not-positive = La superficie doit être un nombre positif de mètres carrés.
mining-not-on-earth = Ces coordonnées ne sont pas sur Terre. La latitude va de -90 à 90 degrés, la longitude de -180 à 180.
mining-operator-unknown = Aucun opérateur { $operator } n’est inscrit ici.
mining-licence-unknown = Aucun titre { $licence } n’est inscrit ici.
mining-already-revoked = Le titre { $licence } a déjà été retiré le { $revoked_on }.
mining-range-malformed = Un carnet va de son premier bordereau à son dernier, avec { $most } bordereaux au plus.
mining-fate-unknown = « { $fate } » ne peut pas être le sort d’un bordereau vierge : choisissez spoiled (gâché) ou missing (manquant).
mining-slip-outside = Le bordereau { $number } est hors du carnet { $booklet }.
mining-site-abroad = Le site { $site } relève d’un autre pays que sa zone { $zone }.
mining-revoked-without-reason = Le titre { $licence } est retiré sans motif.
mining-place-unknown = Aucune zone ni aucun site { $place } n’est inscrit ici.
