## Les pages : cadre, accueil, vérification, licences

web-skip = Aller au contenu
web-nav = Navigation principale
web-nav-verify = Vérifier
web-nav-licences = Contrôler une licence
web-nav-work = Mon travail
web-nav-shipments = Dossiers d’exportation
web-nav-files = Dossiers
web-nav-certificates = Certificats
web-nav-border = Frontière
web-nav-lots = Lots
web-sign-in = Se connecter
web-breadcrumb = Fil d’Ariane
web-pager = Pages
web-pager-next = Plus anciens
web-colon = {" : "}
web-go-home = Page d’accueil
web-errors-title = À revoir
web-not-recorded = non renseigné
web-mixed-origin = Origine mixte
web-notice = Avis
web-demonstration = Démonstration. Les participants sont réels ; les personnes, les sociétés, les colis et les certificats sont inventés, et chaque certificat porte la mention SPÉCIMEN.
web-foot-about = OpenKP fait fonctionner le Système de certification du Processus de Kimberley : le diamant brut suivi du puits jusqu’à un certificat que chacun peut vérifier, sans devoir faire confiance à ce site.
web-foot-log = Journal public : dernier point de contrôle
web-foot-trust = Liste de confiance signée, pour vérifier hors ligne
web-foot-api = Description de l’API (OpenAPI)

web-bad-request-title = Cette demande est illisible
web-bad-request-text = Elle contient quelque chose qu’un navigateur n’envoie pas ainsi. Revenez en arrière, rechargez la page et recommencez.
web-not-yours-title = Cette page ne vous est pas destinée
web-not-yours-text = Vos fonctions ne l’ouvrent pas. Si elles le devraient, adressez-vous à l’administrateur de votre autorité.
web-not-found-title = Il n’y a rien ici
web-not-found-text = L’adresse est mal écrite, ou ce qu’elle désigne ne vous est pas ouvert. Pour contrôler un certificat, vérifiez-le : c’est ouvert à tous.
web-csrf-title = Le formulaire était trop ancien
web-csrf-text = Revenez en arrière, rechargez la page et envoyez-le de nouveau. Si cela se répète, autorisez les cookies de ce site.
web-too-many-title = Trop de demandes
web-too-many-text = Attendez une minute, puis réessayez.
web-too-large-title = C’est trop volumineux
web-too-large-text = On ne lit pas plus de 5 Mo à la fois. Une page numérisée à 200 ppp suffit.
web-server-error-title = Une panne de notre côté
web-server-error-text = Ce que vous avez envoyé n’a pas été enregistré. Réessayez dans quelques minutes ; si la panne persiste, signalez-en l’heure à l’administrateur de cette installation.
web-wrong-method-title = Pas de cette façon
web-wrong-method-text = Cette adresse n’accepte pas ce genre de demande.

web-home-title = Du puits à la frontière, preuve à l’appui
web-home-lead = Le diamant brut, suivi du chantier autorisé où il a été trouvé jusqu’à un certificat du Processus de Kimberley que chacun peut vérifier, sur papier ou sur un téléphone.
web-home-licence = Cet acheteur est-il agréé ?
web-home-licence-text = Tapez le numéro de sa carte. Aucun compte n’est nécessaire.
web-home-people = Pour les acteurs du Processus
web-home-people-text = Exploitants, collecteurs, négociants, exportateurs, évaluateurs, autorités, douanes : votre travail vous attend après connexion.
web-home-to-work = Aller à mon travail
web-home-chain = Comment naît un certificat
web-home-step1 = Trouvé
web-home-step1-text = Sur un chantier autorisé, pesé et inscrit. Chaque bordereau ne sert qu’une fois ; l’ascendance de chaque colis est gardée pour toujours.
web-home-step2 = Évalué et scellé
web-home-step2-text = Trois évaluations : la plus haute est retenue. Redevances et droits sont payés. L’autorité contrôle le contenu et le scelle.
web-home-step3 = Certifié
web-home-step3-text = Un second agent approuve. On ne peut certifier plus de carats qu’il n’en a été extrait ou légalement importé.
web-home-step4 = Vérifié
web-home-step4-text = Une empreinte qui ne révèle rien du commerce entre dans un journal public ; le certificat voyage avec la marchandise et se contrôle à la frontière, même hors ligne.

web-verify-title = Vérifier un certificat
web-verify-lead = Collez le texte de son code QR, donnez le fichier, ou tapez son numéro. Rien de ce que vous donnez n’est conservé.
web-verify-text = Texte du code QR, ou numéro
web-verify-text-help = Il commence par KP1:, ou c’est un numéro : deux lettres suivies de chiffres, comme SL004317.
web-verify-file = Ou un fichier
web-verify-file-help = Le PDF, une photo ou un scan du code QR (PNG, JPEG), credential.vc.jwt ou .cose. 5 Mo au plus.
web-verify-button = Vérifier
web-verify-nothing = Collez un texte, tapez un numéro ou choisissez un fichier.
web-verify-both = Donnez le texte ou le fichier, pas les deux.
web-verify-text-too-long = Ce texte est plus long qu’aucun certificat.
web-verify-file-empty = Le fichier est vide. Choisissez-le de nouveau.
web-verify-file-too-large = Le fichier dépasse 5 Mo. Une page numérisée à 200 ppp suffit.
web-verify-answers-title = Trois réponses
web-verify-answer-valid = L’autorité l’a signé, il est en vigueur et aucune liste ne dit le contraire.
web-verify-answer-not-valid = Contrefait, modifié, expiré, annulé, perdu ou volé : le motif est donné.
web-verify-answer-cannot-check = Il manque de quoi juger, ou c’est trop ancien. Cela ne dit rien contre le certificat.
web-verify-offline-title = Sans ce site
web-verify-offline-text = La même vérification se fait sur votre propre machine, réseau coupé :
web-verify-offline-trust = Télécharger la liste de confiance signée
web-verify-another = En vérifier un autre

web-verdict-valid = Valable
web-verdict-not-valid = Non valable
web-verdict-cannot-check = Vérification impossible
web-verdict-text-valid = L’autorité qu’il nomme l’a signé, il est en vigueur et aucune liste ne le met en cause.
web-verdict-text-not-valid = N’acceptez pas la marchandise sur ce certificat.
web-verdict-text-cannot-check = Ce n’est ni un oui ni un non : ce qui manque est dit ci-dessous.
web-verdict-text-spent = L’autorité qu’il nomme l’a signé et il n’est pas expiré, mais il a servi : l’importation est confirmée.
web-spent = Déjà utilisé. Si de la marchandise est présentée avec lui maintenant, retenez-la : un certificat ne sert qu’une fois.
web-specimen = SPÉCIMEN : une démonstration, sans aucune valeur
web-authentic-though = Il est authentique : l’autorité qu’il nomme l’a bien signé.
web-reasons-title = Motifs
web-grade-no = Contre
web-grade-unknown = Inconnu
web-grade-warning = À noter
web-facts-title = Ce que dit le certificat
web-facts-unproven-title = Ce qu’il prétend
web-facts-unproven = On n’a pu établir que ces lignes viennent de l’autorité. Ne vous y fiez pas.
web-compare-goods = Le certificat est bon. Comparez-le maintenant à la marchandise : scellés, poids, nombre de colis.
web-ages-title = Ancienneté des listes
web-ages-text = Vérifié d’après la liste de confiance que publie cette installation.
web-age-trust-list = Liste de confiance
web-age-status-list = Liste d’états
web-age-minutes = { $count ->
    [0] moins d’une minute
    [one] { $count } minute
   *[other] { $count } minutes
}
web-age-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
web-age-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
web-number-known = Délivré par { $issuer }. Par son seul numéro, c’est tout ce que chacun peut apprendre.
web-number-unknown = Aucun certificat de ce numéro n’est connu ici. Il a pu être délivré ailleurs, ou jamais.
web-number-proves-nothing = Un numéro ne prouve rien : n’importe qui peut en recopier un. Vérifiez le code QR, le PDF ou le justificatif.
web-number-verify-whole = Vérifier le certificat entier

web-kind = Nature
web-issued-by = Délivré par
web-parcels = Colis
web-participant = Participant
web-valid-from = Valable du
web-valid-until = Valable jusqu’au
web-revoked-on = Révoquée le
web-zone = Zone
web-site = Chantier
web-purpose-seized-goods-return = retour de marchandise saisie
web-purpose-scientific-sample = échantillon scientifique
web-purpose-correction-of-error = correction d’une erreur

web-licence-title = Contrôler une licence
web-licence-lead = Avant de vendre ou d’acheter : cette carte est-elle valable aujourd’hui ?
web-licence-number = Numéro de la licence ou de la carte
web-licence-number-help = Tel qu’il y est imprimé, par exemple SL-M-0001-L1.
web-licence-button = Contrôler
web-licence-unknown = Aucune licence { $number } n’est connue ici. Ne vendez rien à son porteur et ne lui achetez rien avant d’avoir interrogé le bureau des mines.
web-licence-kind = Nature
web-licence-holder = Titulaire
web-licence-kind-artisanal-mining = Autorisation d’exploitation artisanale
web-licence-kind-digger-card = Carte de creuseur
web-licence-kind-cooperative-approval = Agrément de coopérative
web-licence-kind-collector-card = Carte de collecteur
web-licence-kind-broker-licence = Licence de courtier
web-licence-kind-dealer-licence = Licence de négociant
web-licence-kind-export-licence = Licence d’exportation
web-licence-kind-buying-house-licence = Agrément de bureau d’achat
web-licence-kind-industrial-mining = Permis d’exploitation industrielle
web-licence-kind-import-licence = Licence d’importation

## Les états, en pastilles

web-state-licence-valid = valable aujourd’hui
web-state-licence-not-yet = pas encore en vigueur
web-state-licence-expired = expirée
web-state-licence-revoked = révoquée

web-state-public-valid = en vigueur
web-state-public-presented = devant une autorité importatrice
web-state-public-expired = expiré
web-state-public-void = n’est plus valable
web-state-public-lost = perdu ou volé
web-state-public-unknown = inconnu ici
web-state-public-restricted = autorité restreinte à ce jour

web-state-certificate-issued = délivré
web-state-certificate-exported = exporté
web-state-certificate-presented = devant la douane
web-state-certificate-came-back = revenu
web-state-certificate-confirmed = confirmé
web-state-certificate-discrepant = chiffres différents
web-state-certificate-void = annulé
web-state-certificate-replaced = remplacé
web-state-certificate-lost = perdu
web-state-certificate-stolen = volé
web-state-certificate-returned-unused = rendu sans avoir servi
web-state-certificate-returned = renvoyé
web-state-certificate-detained = retenu
web-state-certificate-seized = saisi
web-state-certificate-expired = expiré
web-state-certificate-sealing = scellement en cours

web-state-shipment-draft = brouillon
web-state-shipment-submitted = déposé
web-state-shipment-valued = évalué
web-state-shipment-levied = redevances et droits payés
web-state-shipment-sealed = scellé
web-state-shipment-approved = approuvé
web-state-shipment-issued = certificat délivré
web-state-shipment-departed = parti
web-state-shipment-arrived = arrivé
web-state-shipment-closed = clos
web-state-shipment-refused = refusé
web-state-shipment-withdrawn = retiré
web-state-shipment-cancelled = annulé

web-state-import-presented = présenté
web-state-import-inspected = pesé
web-state-import-detained = retenu
web-state-import-confirmed = confirmé
web-state-import-discrepant = chiffres différents
web-state-import-returned = renvoyé
web-state-import-seized = saisi
web-state-import-dismissed = classé
web-state-import-in-transit = en transit
web-state-import-held-in-transit = retenu en transit
web-state-import-passed = passé
web-state-discrepancy-open = réponse attendue
web-state-discrepancy-answered = répondu
web-state-discrepancy-closed = clos
web-state-alarm-open = ouverte
web-state-alarm-closed = close
web-state-finding-impossible = impossible
web-state-finding-doubt = à revoir
web-state-finding-note = non consigné

## Les fonctions

web-role-miner = Exploitant artisanal
web-role-buyer = Acheteur
web-role-exporter = Exportateur
web-role-agent = Mandataire de l’exportateur
web-role-valuer = Évaluateur public
web-role-independent-valuer = Évaluateur indépendant
web-role-field-officer = Agent de contrôle des mines
web-role-officer = Agent de l’autorité
web-role-approver = Second agent (approuve)
web-role-customs = Douane, autorité importatrice
web-role-secretariat = Secrétariat
web-role-chair = Présidence
web-role-reviewer = Examinateur
web-role-statistician = Statisticien
web-role-coordinator = Coordination de l’assistance
web-role-observer = Observateur
web-role-admin = Administrateur

## La page d’un certificat, et des lots

certificate-page-state = État
certificate-page-every-state = tous les états
certificate-page-filter = Afficher
certificate-page-from-to = De, vers
certificate-page-carats = Carats
certificate-page-none = Aucun certificat ne vous concerne encore ici.
certificate-page-its-file = Dossier d’exportation
certificate-page-next-step = Passer à l’étape suivante du dossier
certificate-page-as-on-paper = Tel qu’il figure sur le papier
certificate-page-related = Nommé par :
certificate-page-carry = À emporter et à vérifier
certificate-page-being-sealed = Signé, et en cours de scellement dans le journal public. Le code QR et le PDF suivent dans quelques secondes : rechargez la page.
certificate-page-get-pdf = Certificat à imprimer
certificate-page-get-qr = Texte du code QR
certificate-page-get-vc = Justificatif vérifiable
certificate-page-get-cose = Forme compacte
certificate-page-get-proof = Preuve du journal
certificate-page-get-leaf = Inscription au journal, octet pour octet
certificate-page-print-paper = Imprimer sur papier de sécurité
certificate-page-paper-refused = Impossible d’imprimer sur le papier de sécurité
certificate-page-today = aujourd’hui
certificate-page-life-title = Son parcours
certificate-page-act-issue = Délivré
certificate-page-act-depart = A quitté le pays
certificate-page-act-void = Annulé
certificate-page-act-replace = Remplacé
certificate-page-act-return-unused = Rendu sans avoir servi
certificate-page-act-report-lost = Déclaré perdu
certificate-page-act-report-stolen = Déclaré volé
certificate-page-act-confirm = Importation confirmée
certificate-page-act-confirm-differing = Importation confirmée, chiffres différents
certificate-page-act-resolve = Écart résolu
certificate-page-act-detain = Retenu
certificate-page-act-return-goods = Marchandise renvoyée
certificate-page-act-seize = Marchandise saisie
certificate-page-act-present = Présenté à la frontière
certificate-page-act-dismiss = Présentation classée
certificate-page-act-release = Libéré
certificate-page-act-confirm-by-slip = Confirmé par un talon de papier
certificate-page-act-receive-back = Marchandise revenue
certificate-page-act-inspect = Ouvert et pesé
certificate-page-act-present-again = Présenté de nouveau ailleurs
certificate-page-act-transit = En transit
certificate-page-provenance-title = Depuis le puits
certificate-page-provenance-text = { $sites ->
    [0] Aucun chantier de ce registre
    [one] { $sites } chantier
   *[other] { $sites } chantiers
}, { $slips ->
    [0] aucun bordereau
    [one] { $slips } bordereau
   *[other] { $slips } bordereaux
}, { $lots ->
    [one] { $lots } lot
   *[other] { $lots } lots
} en chemin.
certificate-page-gathered = Les plus petits sont réunis.
certificate-page-share-model = Les largeurs sont les carats de ce colis. Dans un lot mêlé, ils sont répartis en proportion de ce que chaque lot d’origine a donné : c’est un modèle de ce logiciel, non un texte du Processus.
certificate-page-as-table = La même chose en tableau
certificate-page-from = De
certificate-page-to = À
certificate-page-column-origin = Trouvé à
certificate-page-column-hands = Passé par
certificate-page-column-certificate = Désormais dans
certificate-page-others = { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}
certificate-page-opening-stock = Stock initial déclaré
certificate-page-imported = Importé sous { $number }
certificate-page-proofs = Preuves
certificate-page-proofs-text = Le journal est public, le commerce ne l’est pas : il ne contient que l’empreinte ci-dessous. Avec ces fichiers, chacun peut constater, hors ligne et avec ses propres outils, que ce certificat fut publié et n’a pas changé depuis.
certificate-page-proof-place = Place au journal
certificate-page-proof-leaf = Inscription
certificate-page-proof-leaf-hash = Empreinte de l’inscription
certificate-page-proof-facts-hash = Empreinte des faits
certificate-page-proof-root = Racine de l’arbre
certificate-page-proof-log = Journal
certificate-page-proof-key = Signé avec

lot-page-lot = Lot
lot-page-holder = Détenu par
lot-page-made = Formé par
lot-page-balance = Carats restants
lot-page-made-weight = Carats au départ
lot-page-facts = Le lot
lot-page-origins = Origines
lot-page-origins-model = Telles que gardées à la formation du lot, en millièmes de carat entiers. C’est un modèle de ce logiciel, non un texte du Processus.
lot-page-none = Aucun lot n’est entre vos mains ou de votre ressort en ce moment. Les lots vendus ou exportés se retrouvent dans les colis qu’ils ont formés.
lot-page-kind-production = Extraction
lot-page-kind-mine-production = Production de mine
lot-page-kind-opening-stock = Stock initial
lot-page-kind-purchase = Achat sur bordereau
lot-page-kind-split = Partage
lot-page-kind-merge = Réunion
lot-page-kind-reweigh = Nouvelle pesée
lot-page-kind-return = Retour
lot-page-kind-export = Exportation
lot-page-kind-import = Importation
lot-page-kind-import-outside = Importation
lot-page-kind-restore = Remise en stock
lot-page-kind-seizure = Saisie
lot-page-kind-manufacture = Envoi à la taille
lot-page-kind-loss = Perte

## Sa propre première page

work-waiting = Ce qui vous attend
work-shipments = Dossiers d’exportation
work-certificates = Certificats
work-lots = Lots
work-licences = Licences
work-all = Tout voir
work-nothing = Rien ne vous attend, et rien n’est encore de votre ressort. Vérifier un certificat et contrôler une licence vous sont ouverts, comme à tous.

## La page d’un dossier d’exportation

file-file = Dossier
file-submitted = Déposé le
file-certificate = Certificat
file-none = Aucun dossier d’exportation ne vous concerne ici.
file-to-do = Ce que vous pouvez faire maintenant
file-next-draft = Prochaine étape : l’exportateur dépose la demande.
file-next-submitted = Prochaine étape : les évaluations. Chaque évaluateur attendu donne la sienne.
file-next-valued = Prochaine étape : un agent de l’autorité enregistre les paiements.
file-next-levied = Prochaine étape : un agent de l’autorité contrôle et scelle.
file-next-sealed = Prochaine étape : un second agent approuve, autre que celui qui a scellé.
file-next-approved = Prochaine étape : un agent de l’autorité, autre que celui qui a approuvé, délivre le certificat.
file-next-issued = Prochaine étape : l’exportateur ou l’autorité enregistre le départ.
file-next-departed = Prochaine étape : l’autorité importatrice confirme l’importation.
file-next-arrived = Prochaine étape : l’autorité importatrice résout l’écart.
file-not-now = C’est impossible à présent : quelqu’un a fait avancer le dossier, ou cette étape n’est pas la vôtre. La page montre où il en est.
file-ended = Le certificat { $number } a mis fin à ce dossier : il n’y a plus rien à y faire.
file-application = Demande
file-declared = Déclaré
file-counts = Retenu
file-drawn-from = Prélevé sur
file-levies = Redevances et droits
file-levy = Prélèvement
file-levy-export-duty = Droit d’exportation
file-levy-special-stone-duty = Droit sur les pierres spéciales
file-levy-royalty = Redevance
file-base = Sur
file-rate = Taux
file-amount = Montant
file-paid = Payé
file-unpaid = à payer
file-valuations = Évaluations
file-seat-state = Évaluateur public
file-seat-independent = Évaluateur indépendant
file-seat-exporter = Exportateur
file-awaited = attendue
file-given-blind = donnée ; visible quand toutes le seront
file-wins = la plus haute, retenue
file-arrival = Arrivée
file-life = Ce qui s’est passé

file-step-submit = Demande déposée
file-step-value = Évalué
file-step-levy = Redevances et droits payés
file-step-seal = Contrôlé et scellé
file-step-approve = Approuvé par un second agent
file-step-issue = Certificat délivré
file-step-depart = A quitté le pays
file-step-arrive = Arrivé
file-step-close = Importation confirmée, clos
file-step-refuse = Refusé
file-step-withdraw = Retiré

file-act-value = Évaluer les colis
file-help-value = Donnez votre propre valeur de chaque colis, en dollars des États-Unis. Personne ne la voit avant que tous les évaluateurs se soient prononcés.
file-press-value = Donner l’évaluation
file-done-value = Votre évaluation est enregistrée.
file-act-levy = Enregistrer un paiement
file-help-levy = Une fois que la banque l’a confirmé.
file-press-levy = Enregistrer le paiement
file-done-levy = Le paiement est enregistré.
file-act-seal = Contrôler et sceller
file-help-seal = Repesez chaque colis, scellez chaque contenant, notez les deux numéros.
file-press-seal = Enregistrer poids et scellés
file-done-seal = Poids et scellés sont enregistrés. Un second agent peut maintenant approuver.
file-act-approve = Approuver
file-help-approve = Votre nom figurera sur le certificat comme agent validant. Qui a scellé ne peut pas approuver.
file-press-approve = Approuver ce chargement
file-done-approve = Approuvé. Un agent peut maintenant délivrer le certificat.
file-act-issue = Délivrer le certificat
file-help-issue = Prend le prochain numéro du stock de formulaires, prélève les carats, signe et inscrit au journal public. On ne peut pas revenir en arrière, seulement annuler le certificat.
file-press-issue = Délivrer
file-done-issue = Le certificat est délivré.
file-act-depart = Enregistrer le départ
file-help-depart = Le chargement scellé quitte le pays avec son certificat.
file-press-depart = Il est parti
file-done-depart = Le départ est enregistré.
file-act-slip = Enregistrer une confirmation sur papier
file-help-slip = La confirmation est revenue sur papier, d’une autorité hors de cette installation. Un poids qui diffère ne peut pas être enregistré : interrogez d’abord cette autorité.
file-press-slip = L’enregistrer
file-done-slip = La confirmation est enregistrée : le certificat est confirmé.
file-slip-weight = Carats sur le talon
file-slip-importer = Importateur selon le talon
file-slip-signed-by = Signé par
file-act-refuse = Refuser ce dossier
file-press-refuse = Refuser
file-done-refuse = Le dossier est refusé.
file-act-withdraw = Retirer ce dossier
file-press-withdraw = Retirer
file-done-withdraw = Le dossier est retiré.

file-missing = Ce champ est à remplir.
file-figure-missing = Donnez un nombre, comme 1234,50.
file-figure-wrong = « { $typed } » n’est pas un nombre. Donnez des chiffres, sans signe devant, comme 1234,50.
file-figure-too-fine = « { $typed } » a trop de décimales : deux au plus.
file-figure-too-large = « { $typed } » dépasse tout nombre possible ici.
file-not-a-day = Donnez un jour, comme 2026-11-24.
file-not-a-count = Donnez un nombre entier, de 0 à 10 000.
file-value-of = Valeur de { $parcel }, $ US
file-weight-of = Poids de { $parcel }, carats
file-special = Colis de pierres spéciales
file-bank-reference = Référence du reçu de la banque
file-container-number = Contenant { $place }
file-more-containers = D’autres contenants
file-seal-number = Scellé { $place }
file-reason = Motif, communiqué à l’exportateur
file-received-on = Reçu le
file-number-of-parcels = Nombre de colis constaté
file-seals-intact = Scellés et contenant intacts
file-at-border = À la frontière
file-expected-on = Attendu là-bas le
file-expected-on-help = Laissé vide : selon la règle du pays de destination.
file-carrier = Transporteur
file-waybill = Lettre de transport
