## À la frontière : le bureau, un dossier d’importation, ce qui est présenté, les alertes

border-title = Frontière
border-file = Dossier
border-files = Dossiers d’importation
border-all-files = Tous les dossiers d’importation
border-none = Aucun dossier d’importation ne vous concerne ici.
border-presented = Présenté
border-to-weigh = à peser
border-not-first = pas le premier
border-late = en retard
border-overdue = échu
border-runs = en cours
border-by-day = avant la fin du
border-due = Réponse attendue
border-found = trouvé :
border-yes = Oui
border-no = Non

border-tally-expected = { $count ->
    [one] chargement annoncé
   *[other] chargements annoncés
}
border-tally-late = { $count } en retard
border-tally-weigh = { $count ->
    [one] dossier à ouvrir et à peser
   *[other] dossiers à ouvrir et à peser
}
border-tally-questions = { $count ->
    [one] question à laquelle répondre
   *[other] questions auxquelles répondre
}
border-tally-overdue = { $count ->
    [one] { $count } échue
   *[other] { $count } échues
}
border-tally-discrepancies = { $count ->
    [one] écart ouvert
   *[other] écarts ouverts
}
border-tally-alarms = { $count ->
    [one] alerte ouverte
   *[other] alertes ouvertes
}

border-expected = Arrivées attendues
border-expected-day = Attendu le
border-none-expected = Aucun chargement annoncé n’attend d’être présenté.
border-from = De
border-between = Exportateur, importateur
border-carrier = Transport
border-outside = annoncé par message
border-open-files = Dossiers d’importation ouverts
border-none-open = Aucun dossier d’importation n’est ouvert.
border-questions = Questions auxquelles répondre
border-asked = Posées, et encore sans réponse
border-none-questions = Personne n’attend de réponse de vous.
border-question = Question
border-asked-to = De, à
border-discrepancies = Écarts
border-discrepancies-lead = Là où la marchandise et le certificat ne disent pas la même chose : les deux autorités se parlent, celle de l’importation y met fin.
border-none-discrepancies = Aucun écart n’est ouvert.
border-all-discrepancies = Les écarts clos aussi
border-open-discrepancies = Les écarts ouverts seulement
border-what-differs = Ce qui diffère
border-alarms = Alertes
border-alarms-lead = Un numéro qui n’aurait pas dû être montré, ou qui l’a été deux fois. Les deux autorités l’apprennent aussitôt.
border-none-alarms = Aucune alerte.
border-closed-alarms = Alertes closes
border-who-is-late = Qui est en retard, et de quoi
border-who-is-late-text = Délais de règles datées écoulés sans suite, pour chaque participant. Aucun nom ni aucune transaction n’y figure.
border-late-with = En retard de
border-late-count = Combien
border-late-since = Le plus ancien depuis
border-nobody-late = Personne n’est en retard.
border-clock-shipment-arrival = Arrivée d’un chargement annoncé
border-clock-import-decision = Décision sur ce qui a été présenté
border-clock-detention-report = Compte rendu d’une retenue à l’autorité de délivrance
border-clock-query-answer = Réponse à une question sur un certificat
border-clock-discrepancy-answer = Réponse à un écart
border-clock-certificate-way-back = Retour d’une marchandise renvoyée
border-clock-certificate-confirmation = Confirmation d’importation
border-clock-certificate-confirmation-overdue = Confirmation d’importation, échue
border-clock-certificate-confirmation-to-chair = Confirmation d’importation, devant la présidence
border-clock-certificate-expiry = Fin d’un certificat que personne n’a confirmé

border-present = Présenter un certificat
border-present-lead = Le contenant et le certificat sont devant vous. Tapez le numéro, ou donnez ce que dit son code QR : le reste est connu, si le certificat a été délivré ici.
border-present-what = Ce qui est présenté
border-present-number = Numéro du certificat
border-present-number-help = Deux lettres suivies de chiffres, comme SL004317. Il peut rester vide si vous donnez le code.
border-present-credential = Texte du code QR, ou attestation signée
border-present-credential-help = Tel qu’un lecteur le lit : il commence par KP1:.
border-present-file = Ou une photo, un scan ou un fichier
border-present-file-help = PNG, JPEG, PDF, credential.vc.jwt ou .cose. 5 Mo au plus.
border-present-office = Bureau
border-present-purpose = But
border-present-importer = Numéro de l’opérateur importateur
border-present-importer-help = Seulement si le certificat ne le dit pas : comme dans votre registre, par exemple EU-IM-0001.
border-present-note = Remarque
border-present-more = Remarque, ou saisie après coup
border-present-nothing = Tapez le numéro du certificat, ou donnez son code.
border-present-unknown = Le certificat { $number } n’est pas connu ici. Saisissez ce qui y est imprimé, puis présentez-le de nouveau.
border-purpose-import = Importation
border-purpose-transit = Transit : il ne fait que passer
border-own-time = Heure au bureau, si la saisie est faite après coup (GMT)
border-press-present = Présenter
border-presented-first = Présenté. Ce dossier détient maintenant le certificat.
border-presented-not-first = Présenté, mais pas pour la première fois : un autre dossier détient ce certificat.
border-presented-alarm = Présenté, et une alerte est donnée : les deux autorités la voient. Gardez la marchandise tant que rien n’est éclairci.

border-act-prealert = Enregistrer une annonce
border-help-prealert = Un chargement a été annoncé par courrier ou par message, par une autorité hors de cette installation. Il figure alors parmi les arrivées attendues.
border-press-prealert = Enregistrer
border-done-prealert = C’est enregistré : le chargement est attendu.
border-prealert-sent-on = Envoyée le
border-prealert-expected-on = Attendu le, si le message le dit
border-prealert-source = Comment le message est venu, et de qui
border-act-report = Signaler un numéro
border-help-report = Vous avez rencontré un numéro sans marchandise à garder : jamais délivré, annulé, ou d’un formulaire perdu ou volé. Les deux autorités l’apprennent aussitôt.
border-press-report = Le signaler
border-done-report = C’est signalé : les deux autorités voient l’alerte.
border-report-note = Où et comment vous l’avez rencontré

border-paper-title = Ce qui est imprimé sur le certificat
border-paper-lead = Comme il y est écrit, même si cela paraît faux : ce qui ne concorde pas vous est dit ensuite.
border-paper-authority = Autorité de délivrance
border-paper-issued-on = Date de délivrance
border-paper-valid-until = Date d’expiration
border-paper-exporter = Exportateur
border-paper-exporter-name = Nom de l’exportateur
border-paper-exporter-address = Adresse de l’exportateur
border-paper-exporter-country = Pays de l’exportateur
border-paper-importer = Importateur
border-paper-importer-name = Nom de l’importateur
border-paper-importer-address = Adresse de l’importateur
border-paper-importer-country = Pays de l’importateur
border-paper-destination = Pays de destination
border-paper-number-of-parcels = Nombre de colis
border-paper-weight-cct = Poids total, carats
border-paper-value-usd-cents = Valeur totale, $ US
border-paper-signatory = Validé par
border-paper-seals = Scellés
border-paper-seals-help = S’il y en a plusieurs, séparez-les par des virgules.
border-paper-parcels = Colis
border-paper-parcel = Colis { $place }
border-paper-parcel-reference = Colis { $place } : référence
border-paper-parcel-hs = Colis { $place } : code SH
border-paper-parcel-weight = Colis { $place } : carats
border-paper-parcel-value = Colis { $place } : valeur, $ US
border-paper-parcel-origin = Colis { $place } : origine
border-paper-rows-help = Laissez vides les lignes dont vous n’avez pas besoin.
border-more-rows = { $count } colis de plus
border-country-unknown = « { $typed } » n’est pas un pays connu ici. Donnez ses deux lettres, comme SL, ou son nom.
border-not-a-moment = Donnez un jour et une heure, comme 2026-11-24 14:05.
border-not-a-count = Donnez un nombre entier, de 1 à 100.

border-findings = Ce que montre le document
border-note-not-first = Ce certificat a déjà été présenté : un autre dossier le détient. Cette marchandise peut être retenue, renvoyée ou saisie, non confirmée.
border-note-weigh = Cette marchandise doit être ouverte et pesée avant toute confirmation.
border-note-as-stated = Cette marchandise n’a pas à être ouverte : elle n’a pas été tirée au sort et le document n’éveille aucun doute. Vous pouvez l’ouvrir malgré tout.
border-both-figures = Certificat et marchandise
border-stated-carats = Carats indiqués
border-found-carats = Carats trouvés
border-stated-value = Valeur indiquée
border-found-value = Valeur trouvée
border-line-and-origin = Code SH, origine
border-went-into = Entré dans le lot
border-differs = Écart
border-no-difference = Le certificat et la marchandise concordent
border-as-shown = Tel que présenté
border-known-from = Connu par
border-source-here = Cette installation l’a délivré
border-source-prior = Le relevé d’un certificat antérieur
border-source-credential = Son code signé
border-source-paper = Le document, saisi ici
border-inspection = Vérification
border-when = Quand
border-photo = Photographie { $place }
border-discrepancy = Écart
border-answer-by = réponse attendue le
border-nobody-wrote = Personne n’a encore écrit.
border-said-last = issue
border-its-document = Le document
border-questions-to-issuer = Questions à l’autorité de délivrance
border-no-answer-yet = sans réponse
border-files-kept = { $count ->
    [one] Un fichier est gardé et part avec ce formulaire.
   *[other] { $count } fichiers sont gardés et partent avec ce formulaire.
}

border-confirmation = Confirmation d’importation
border-confirmation-text = Signée par l’autorité importatrice et inscrite au journal. Qui la détient peut la vérifier sans ce site.
border-received = Carats trouvés
border-received-on = Reçu le
border-confirmed-by = Confirmé par
border-get-confirmation = Confirmation signée
border-verify-confirmation = La vérifier

border-act-inspect = Ouvrir et peser
border-help-inspect = Repesez chaque colis et notez ce que dit la balance, non ce que dit le certificat. Les deux chiffres restent côte à côte.
border-press-inspect = Enregistrer ce qui a été trouvé
border-done-inspect = Vos constatations sont enregistrées ; elles concordent avec le certificat.
border-done-inspect-differing = Vos constatations sont enregistrées. Elles diffèrent du certificat : confirmez ce qui est là, interrogez l’autorité de délivrance, ou retenez la marchandise.
border-found-of = { $parcel } : carats trouvés ({ $weight_cct } indiqués)
border-parcel-missing = { $parcel } n’y est pas
border-weighed-or-missing = Donnez le poids ou dites que le colis manque, pas les deux.
border-hs-of = { $parcel } : code SH constaté
border-as-stated = comme indiqué, { $stated }
border-value-of = { $parcel } : valeur trouvée, $ US
border-origin-of = { $parcel } : origine probable
border-more-looked = Examiné en plus : code SH, valeur, origine ; ou saisie après coup
border-more-time = Enregistré après coup
border-number-of-parcels = Nombre de colis trouvés
border-seals-intact = Les scellés sont-ils intacts ?
border-container-intact = Le contenant est-il intact ?
border-photos = Photographies
border-photos-help = Cinq au plus, 5 Mo en tout : contenant, scellés, balance.
border-document = Document
border-document-help = Une lettre ou un scan, PDF, PNG ou JPEG, s’il y en a.
border-note = Remarque

border-act-confirm = Confirmer l’importation
border-help-confirm = Signe ce qui a été trouvé, au nom de votre autorité, et en informe celle qui a délivré le certificat. On ne peut pas revenir en arrière.
border-press-confirm = Signer et confirmer
border-done-confirm = L’importation est confirmée, signée et inscrite au journal. Les carats sont à l’importateur.
border-done-confirm-differing = Signé tel que trouvé. Ce qui diffère attend : un dossier d’écart est ouvert, et l’autorité de délivrance est interrogée.
border-fate-of = { $parcel }
border-fate-accepted = Accepté
border-fate-returned = Renvoyé
border-fate-seized = Saisi
border-fate-reason = Pourquoi tout n’est pas accepté
border-fate-reason-help = Seulement si un colis est renvoyé ou saisi.
border-importer = Numéro de l’opérateur importateur
border-importer-help = Le document nomme { $name }. Donnez le numéro sous lequel votre registre connaît cet opérateur.

border-act-detain = Retenir la marchandise
border-help-detain = Vous gardez la marchandise et le certificat. L’autorité de délivrance le voit aussitôt, et le délai de votre compte rendu commence à courir.
border-press-detain = Retenir
border-done-detain = La marchandise est retenue.
border-act-release = Libérer, la faute réparée
border-help-release = La faute est réparée ; elle n’était pas délibérée, ou une autre autorité l’avait commise. Le dossier reprend où il en était.
border-press-release = Libérer
border-done-release = La marchandise est libérée. Le dossier reprend.
border-remedy = Ce qui a été réparé, et comment
border-act-return-goods = Renvoyer la marchandise
border-help-return-goods = Tout le chargement retourne à l’autorité qui l’a certifié. Le dossier prend fin.
border-press-return-goods = Renvoyer
border-done-return-goods = La marchandise est sur le chemin du retour.
border-act-seize = Saisir la marchandise
border-help-seize = Tout le chargement passe aux mains de votre participant. Le dossier prend fin.
border-press-seize = Saisir
border-done-seize = La marchandise est saisie.
border-act-dismiss = Ce n’était pas une présentation
border-help-dismiss = Un numéro mal tapé, une marchandise jamais montrée. Le certificat peut de nouveau être présenté.
border-press-dismiss = Classer ce dossier
border-done-dismiss = Le dossier est classé.
border-act-see-out = Constater la sortie
border-help-see-out = La marchandise en transit ressort, contenant et certificat comme à l’entrée.
border-press-see-out = Elle est ressortie
border-done-see-out = La marchandise a passé.
border-untouched = Contenant et certificat sont comme à l’entrée
border-act-ask = Interroger l’autorité de délivrance
border-help-ask = Ce certificat est-il le vôtre ? La marchandise attend, et un délai court pour la réponse.
border-press-ask = Envoyer la question
border-done-ask = La question est envoyée.
border-act-answer = Répondre à la question
border-help-answer = Votre autorité est interrogée sur un certificat qui porte son nom. Répondre qu’il n’est pas le vôtre alerte les deux autorités.
border-help-answer-outside = Si l’autorité de délivrance a répondu hors de cette installation : enregistrez sa réponse, avec le document qui l’a apportée.
border-press-answer = Répondre
border-done-answer = La réponse est enregistrée.
border-answer = Réponse
border-answer-genuine = Il est le nôtre, tel que montré
border-answer-not-genuine = Il n’est pas le nôtre
border-answer-cannot-say = Nous ne pouvons pas le dire
border-act-write = Écrire à l’autre autorité
border-help-write = Les deux côtés le lisent, et cela reste au dossier.
border-press-write = Envoyer
border-done-write = Envoyé.
border-message = Message
border-act-settle = Mettre fin à l’écart
border-help-settle = Son issue, parmi une liste fermée. Ce qui est trouvé au-delà d’un certificat n’entre jamais simplement dans un stock.
border-press-settle = Y mettre fin ainsi
border-done-settle = L’écart a pris fin.
border-outcome = Issue
border-outcome-as-found = Tel que trouvé : la seconde pesée vaut. Ce qui manque est passé en perte, au grand jour ; l’importateur a ce qui est là.
border-outcome-as-certified = Tel que certifié : la seconde pesée ou le décompte était faux. L’importateur a ce que dit le certificat.
border-outcome-excess-seized = Excédent saisi : l’importateur a ce qui était certifié, votre participant garde ce qui a été trouvé en plus.
border-outcome-goods-returned = Marchandise renvoyée : ce qui attendait retourne à l’autorité qui l’a certifié.
border-outcome-goods-seized = Marchandise saisie : ce qui attendait passe aux mains de votre participant.
border-ended-as-found = clos : tel que trouvé
border-ended-as-certified = clos : tel que certifié
border-ended-excess-seized = clos : excédent saisi
border-ended-goods-returned = clos : marchandise renvoyée
border-ended-goods-seized = clos : marchandise saisie
border-question-asked = Question
border-reason = Motif
border-explanation = Explication

border-step-present = Présenté
border-step-inspect = Ouvert et pesé
border-step-confirm = Importation confirmée
border-step-confirm-differing = Importation confirmée, chiffres différents
border-step-resolve = Écart clos
border-step-detain = Retenu
border-step-release = Libéré
border-step-return-goods = Marchandise renvoyée
border-step-seize = Marchandise saisie
border-step-dismiss = Classé
border-step-see-out = Ressorti, intact

border-alarm = Alerte
border-alarm-number = Numéro
border-alarm-parties = Qui elle concerne
border-alarm-raised = Donnée
border-alarm-unseen = pas vue par vous
border-alarm-times = { $count ->
    [one] une fois
   *[other] { $count } fois
}
border-alarm-text-presented-twice = Le numéro a été présenté de nouveau après sa première présentation. L’un des deux documents peut être une copie, ou un numéro a été mal tapé.
border-alarm-text-presented-elsewhere = Le numéro a été présenté à une autre autorité que celle à qui il est destiné. L’un des documents peut être une copie.
border-alarm-text-confirmed-again = L’importation sous ce numéro a été confirmée une seconde fois. L’une des deux confirmations est fausse.
border-alarm-text-blank-lost-or-stolen = Un formulaire signalé manquant, perdu, volé ou gâté est réapparu comme certificat.
border-alarm-text-never-issued = Aucun certificat n’a été délivré sous ce numéro, alors que les formulaires de son émetteur sont tenus ici.
border-alarm-text-void-presented = Le certificat était annulé quand il a été présenté.
border-alarm-text-lost-presented = Le certificat avait été signalé perdu ou volé quand il a été présenté.
border-alarm-text-issuer-restricted = Ce jour-là, l’émetteur ne pouvait pas certifier, ou les deux participants ne pouvaient pas commercer.
border-alarm-text-forged = Le document ou son code n’est pas ce que l’autorité nommée a délivré.
border-alarm-said = Ce qui a été dit
border-alarm-again = Cela s’est reproduit
border-alarm-closed-by = Close par
border-alarm-role-issuer = Émetteur
border-alarm-role-presenter = Lieu de présentation
border-alarm-role-destination = Destination
border-alarm-seen = Vue le
border-alarm-not-seen = Pas encore vue
border-alarm-act-see = Dire que vous l’avez vue
border-alarm-help-see = L’autre autorité voit que vous en avez connaissance.
border-alarm-press-see = Vue
border-done-alarm-see = C’est noté : vous l’avez vue.
border-alarm-act-note = Écrire à tous ceux qu’elle concerne
border-alarm-help-note = Le message reste avec l’alerte ; chaque autorité concernée le lit.
border-alarm-press-note = Écrire
border-done-alarm-note = Écrit.
border-alarm-text = Message
border-alarm-act-close = Clore l’alerte
border-alarm-help-close = Avec ce qui en est ressorti, et ce qui vous en assure. Si cela se reproduit, une nouvelle alerte est donnée.
border-alarm-press-close = La clore ainsi
border-done-alarm-close = L’alerte est close.
border-alarm-outcome = Ce qui en est ressorti
border-alarm-reason = Pourquoi
border-related = Dossiers et certificat

## Le certificat : comment il a pris fin

border-how-it-ended = Comment il a pris fin
border-two-authorities = Les chiffres des deux autorités, chacune les signe : ce qui a été certifié, et ce qui a été trouvé.
border-certified = Certifié
border-fate = Sort
border-fate-missing = Absent
border-total = En tout
border-announced = Annonce
border-announced-text = Attendu le
border-import-files = À la frontière
border-slip = Confirmé par un talon de papier
border-not-valued = non évalué
