## Certificats et formulaires vierges

certificates-unknown = Il n’y a pas ici de certificat { $number }.
certificates-no-blanks = { $authority } n’a plus de formulaires vierges. Attribuez-en avant de délivrer.
certificates-source-missing = Indiquez l’imprimeur et le bordereau de livraison des formulaires.
certificates-range-unknown = Il n’y a pas de série de formulaires { $range }.
certificates-range-exhausted = { $asked } formulaires sont demandés et il en reste { $left } dans cette série.
certificates-not-of-participant = { $authority } n’est pas une autorité du participant suivant : { $participant_country }.
certificates-count-not-positive = Il faut attribuer au moins un formulaire.
certificates-fate-unknown = « { $fate } » n’est pas ce qui peut arriver à un formulaire : manquant, perdu ou volé (missing, lost, stolen).
certificates-forms-at-once = Indiquez au moins un formulaire, et au plus { $most }.
certificates-blank-unknown = { $number } n’est pas un formulaire du stock.
certificates-blanks-of-one-participant = Indiquez les formulaires d’un seul participant à la fois.
certificates-blank-gone = { $number } ne peut plus changer : il est enregistré comme { $fate }.
certificates-reason-missing = Indiquez le motif.
certificates-goods-have-left = Les pierres de { $number } ont quitté le pays : elles ne peuvent pas revenir ici dans le stock de l’exportateur.
certificates-received-in-future = Le { $day } n’est pas encore venu.
certificates-number-known = Le certificat { $number } est déjà enregistré. Un numéro n’existe qu’une fois.
certificates-being-sealed = Le certificat { $number } est en cours de scellement dans le registre public. Réessayez dans un instant.

## Ce que trouve un contrôle des certificats

certificates-leaf-differs = Le registre public ne contient pas ce que le certificat { $number } dit de « { $act } ».
certificates-envelope-unreadable = La forme { $form } de { $number } est illisible : { $why }.
certificates-envelope-signature = La forme { $form } de { $number } n’est pas signée par une clé de son autorité alors en vigueur.
certificates-envelopes-differ = Les deux formes signées de { $number } ne disent pas la même chose.
certificates-copy-differs = La colonne { $field } de { $number } n’est pas ce que dit son enveloppe.
certificates-life-unlawful = La vie de { $number } contient une étape interdite : « { $act } », de « { $before } » à « { $after } ».
certificates-state-without-life = { $number } est à l’état « { $state } », mais sa vie s’arrête à « { $told } ».
certificates-carats-differ = Le lot { $lot } ne porte pas ce que certifie { $number }.
certificates-form-not-used = Le certificat { $number } a été délivré sur un formulaire qui n’est pas enregistré comme utilisé.
certificates-form-without-certificate = Le formulaire { $number } est enregistré comme utilisé, mais ce certificat n’existe pas.
certificates-form-outside-stock = Le formulaire { $number } a été utilisé, mais aucune attribution ne l’avait atteint.
certificates-allocation-outside-range = L’attribution { $allocation } sort de sa série.
certificates-stock-overlaps = Les formulaires { $forms } sont deux fois en stock.
certificates-trust-damaged = La liste de confiance publiée est endommagée ou celle d’un autre ({ $why }). Elle se réécrit par : openkp worker --once
certificates-status-differs = La liste d’états { $url } ne dit pas ce que sont les états.

## Spécimens : ce que chaque participant dit de son papier

certificates-specimen-unknown = Il n’y a pas ici de spécimen { $specimen } à modifier.
certificates-specimen-field = Il manque au spécimen, ou il est trop long : { $field }.
certificates-feature-unknown = « { $feature } » ne figure pas dans la liste des éléments de sécurité. Décrivez-le en toutes lettres.
certificates-standing-unknown = « { $standing } » ne dit pas ce que vaut la source : texte (text), rapporté (reported) ou modèle (ours).
certificates-year-unlikely = Aucun certificat du Processus n’est numéroté pour l’année { $year }.
certificates-function-unknown = « { $function } » n’est pas un rôle de signataire : délivrer (issue) ou valider (validate).
certificates-signatory-unknown = Ce spécimen n’a pas de signataire { $signatory }.
certificates-already-ended = La fin est déjà enregistrée. Elle se dit une fois ; ce qui est faux se corrige par une nouvelle inscription.
certificates-already-corrected = Cette inscription a déjà été corrigée. Corrigez la plus récente.
certificates-ends-before-it-begins = La fin ne peut pas être le { $until } : le début est le { $since }.

## Certificats en cours de validité avant cette installation

certificates-prior-unknown = Il n’y a pas ici de certificat antérieur { $prior }.
certificates-prior-confirmed = { $number } a déjà été confirmé.
certificates-prior-corrected = L’inscription de { $number } a été corrigée. Reprenez la plus récente.
certificates-prior-expired = Le certificat a expiré le { $expired_on } : il n’est plus en cours de validité.
certificates-prior-ended = { $number } a déjà servi, ou sa fin est déjà enregistrée.
certificates-fate-of-prior = « { $fate } » n’est pas une fin possible d’un certificat antérieur. Fins connues : { $known }.
certificates-same-officer = Un autre agent que celui qui l’a déclaré doit le confirmer.
certificates-number-in-stock = { $number } est le numéro d’un formulaire du stock : ce ne peut être celui d’un certificat antérieur.
certificates-range-holds-prior = Le certificat { $number } a été délivré avant ce stock. Enregistrez les formulaires de part et d’autre.

## Alertes

certificates-no-alarm = Il n’y a pas d’alerte { $alarm }.
certificates-alarm-closed = L’alerte { $alarm } a déjà été close.
certificates-text-missing = Écrivez quelque chose.
certificates-outcome-unknown = « { $outcome } » n’est pas une issue possible d’une alerte. Issues connues : { $known }.
certificates-alarm-kind-presented-twice = Présenté une seconde fois
certificates-alarm-kind-presented-elsewhere = Présenté à un autre participant que celui de destination
certificates-alarm-kind-confirmed-again = Confirmé une seconde fois à l’étranger
certificates-alarm-kind-blank-lost-or-stolen = Sur un formulaire vierge perdu, volé, manquant ou gâché
certificates-alarm-kind-never-issued = Numéro jamais délivré
certificates-alarm-kind-void-presented = Un certificat annulé a été présenté
certificates-alarm-kind-lost-presented = Un certificat perdu ou volé a été présenté
certificates-alarm-kind-issuer-restricted = L’émetteur ne pouvait pas certifier ce jour-là
certificates-alarm-kind-forged = Pas authentique
certificates-alarm-outcome-false-number-typed = Le numéro a été mal saisi
certificates-alarm-outcome-forgery = Un faux
certificates-alarm-outcome-duplicate-in-error = Le même chargement, présenté deux fois par erreur
certificates-alarm-outcome-genuine-loss = Un certificat authentique qui avait été perdu
certificates-alarm-outcome-other = Une autre issue

## Ce que trouve un contrôle des signalements

certificates-report-differs = Le registre public ne contient pas ce qui a été signalé de { $number }.
certificates-prior-without-form = Le numéro du certificat antérieur { $number } et son formulaire ne concordent pas : l’un est enregistré sans l’autre.
