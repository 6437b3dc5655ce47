## Les pages de l’administrateur

admin-title = Administration
admin-nav = Administration
admin-people = Personnes et fonctions
admin-tokens = Jetons
admin-keys = Clés
admin-health = État de marche
admin-find = Nom ou adresse
admin-find-press = Chercher
admin-name = Nom
admin-email = Adresse électronique
admin-language = Langue
admin-roles = Fonctions
admin-role = Fonction
admin-role-later = Aucune pour l’instant
admin-participant = Pour quel participant
admin-whole-process = Tout le Processus
admin-operator = Numéro de l’opérateur
admin-operator-help = Pour les mineurs, les acheteurs, les exportateurs et leurs mandataires : SL-EX-0001.
admin-inactive = Ne peut se connecter
admin-nobody = Personne ne correspond.
admin-no-role = Aucune fonction : cette personne voit ce que tout le monde voit.
admin-no-token = Aucun jeton.
admin-since = depuis le
admin-ends = prend fin le
admin-ended = a pris fin le
admin-until = Jusqu’au
admin-state = État
admin-to-do = Ce que l’on peut faire
admin-add = Ouvrir un compte, à quelqu’un ou à un système
admin-add-help = Une personne d’une autorité ou d’un opérateur, ou l’un de leurs programmes. Les fonctions s’ajoutent et se retirent ensuite.
admin-add-press = Ouvrir le compte
admin-first-password = Premier mot de passe
admin-first-link = Un lien pour le choisir, à remettre en main propre : il sert une fois
admin-first-typed = Celui qui est tapé ci-dessous
admin-first-system = Aucun : c’est un programme, il n’a que des jetons
admin-password = Mot de passe (12 caractères au moins)
admin-valid-from = À partir du
admin-valid-to = Jusqu’au
admin-valid-to-help = Le premier jour où elle n’est plus exercée. Vide : jusqu’à son retrait.
admin-which-role = Quelle fonction
admin-no-longer-from = N’est plus exercée à partir du
admin-link-title = Un lien pour le premier mot de passe
admin-link-text = Remettez-le à la personne sans que nul autre ne le lise. Il sert une fois, dans les { $days } jours, et ne sera plus affiché. Tout mot de passe antérieur a cessé de valoir.
admin-link-label = Le lien
admin-secret-title = Le secret du jeton
admin-secret-text = Donnez-le maintenant à qui tient le système : il n’est pas conservé et ne sera plus affiché.
admin-secret-label = Le secret
admin-act-grant = Donner une fonction
admin-help-grant = Elle vaut à partir du jour dit. Qui exerce quoi, et depuis quand, reste inscrit.
admin-press-grant = Donner la fonction
admin-act-withdraw = Retirer une fonction
admin-help-withdraw = Ce que la personne a fait en l’exerçant reste valable.
admin-press-withdraw = Retirer la fonction
admin-act-link = Un nouveau lien de mot de passe
admin-help-link = Pour qui a oublié le sien. Le mot de passe actuel cesse aussitôt de valoir.
admin-press-link = Annuler le mot de passe et faire un lien
admin-act-password = Taper un nouveau mot de passe
admin-help-password = Quand aucun lien ne peut être remis. Dites à la personne de le changer aussitôt : vous le connaissez.
admin-press-password = Fixer le mot de passe
admin-act-token = Un jeton pour un système
admin-help-token = Un programme qui agit pour cette personne : jamais au-delà de ses fonctions.
admin-press-token = Faire le jeton
admin-act-deactivate = Fermer le compte
admin-help-deactivate = Cette personne ne pourra plus se connecter, ses jetons non plus. Ce qu’elle a fait reste, avec son nom.
admin-press-deactivate = Fermer le compte
admin-act-erase = Effacer les données personnelles
admin-help-erase = Le nom, l’adresse, le mot de passe et les seconds facteurs sont effacés pour toujours ; les actes ne nomment plus qu’un numéro. Les certificats et les noms qui y sont imprimés ne changent pas. Les sauvegardes gardent ces données tant que vous les gardez.
admin-press-erase = Effacer pour toujours
admin-erase-type = Tapez l’adresse électronique de la personne
admin-erase-other = Ce n’est pas l’adresse de cette personne.
admin-done-add = Le compte est ouvert.
admin-done-grant = La fonction est donnée.
admin-done-withdraw = La fonction est retirée.
admin-done-password = Le mot de passe est fixé. Dites à la personne de le changer.
admin-done-deactivate = Cette personne ne peut plus se connecter.
admin-done-erase = Les données personnelles sont effacées.
admin-done-revoke = Le jeton est révoqué. Il n’ouvre plus rien.
admin-tokens-text = Ce qui laisse entrer les programmes. Révoquez aussitôt ce qui est perdu ou ne sert plus.
admin-token-name = À quoi il sert
admin-of-whom = Agit pour
admin-token-scopes = Ce qu’il ouvre
admin-token-days = Pour combien de jours ({ $most } au plus)
admin-last-used = Dernier usage
admin-soon = bientôt
admin-token-valid = Valable
admin-token-expired = Expiré
admin-token-revoked = Révoqué
admin-token-revoke = Révoquer
admin-scope-read = Lecture : toute liste et tout objet que la personne peut voir
admin-scope-registry = Registres : participants, règles, opérateurs, licences, sites, carnets
admin-scope-custody = Chaîne de possession : découvertes, ventes, tri, taille
admin-scope-export = Exportations : dossiers, certificats, formulaires vierges
admin-scope-import = Importations : présentation, contrôle, confirmation, alertes
admin-scope-admin = Administration : personnes, fonctions, jetons
admin-scope-short-read = lecture
admin-scope-short-registry = registres
admin-scope-short-custody = possession
admin-scope-short-export = exportations
admin-scope-short-import = importations
admin-scope-short-admin = administration
admin-keys-text = Les clés se font et prennent fin sur le serveur, en cérémonie : openkp key create, openkp key revoke. Une clé perdue ou vue par un étranger : docs/running/compromised-key.md.
admin-key-name = Nom ou numéro de série
admin-key-purpose = Signe
admin-no-end = sans fin prévue
admin-key-valid = En service
admin-key-past = Expirée
admin-key-future = Pas encore en service
admin-key-revoked = Révoquée
admin-key-renew = Faites celle qui lui succédera avant ce jour : openkp key create
admin-key-for-certificate = les certificats
admin-key-for-status = les listes d’état
admin-key-for-confirmation = les confirmations d’importation
admin-key-for-log = le journal
admin-key-for-trust = la liste de confiance
admin-key-for-files = les fichiers (PDF)
admin-key-for-root = les signataires de fichiers
admin-what = Quoi
admin-found = Ce qui a été trouvé, et que faire
admin-tone-good = En ordre
admin-tone-doubt = À surveiller
admin-tone-bad = À faire maintenant
admin-health-all-good = Tout est en ordre.
admin-health-all-doubt = Quelque chose est à surveiller.
admin-health-all-bad = Quelque chose est à faire maintenant.
admin-health-audit = Cette page ne fait que regarder. Chaque nuit, openkp audit examine chaque solde, chaque signature et tout le journal.
admin-age-never = jamais
admin-age-days = { $count } jours
admin-age-hours = { $count } heures
admin-age-minutes = { $count } minutes
admin-age-seconds = { $count ->
        [one] { $count } seconde
       *[other] { $count } secondes
    }
admin-health-worker = Travailleur de fond
admin-health-worker-told = Temps écoulé depuis sa dernière tournée entière : { $age }.
admin-health-worker-do = Rien n’est plus scellé, aucune liste d’état renouvelée, aucun délai annoncé. openkp serve (ou openkp worker) est-il en marche, et que dit sa sortie ?
admin-health-log = Journal
admin-health-log-told = { $leaves ->
        [one] { $leaves } feuille
       *[other] { $leaves } feuilles
    } sous le point de contrôle publié ; { $waiting ->
        [0] aucune n’attend
        [one] une attend
       *[other] { $waiting } attendent
    } d’être scellée. Âge du dernier point de contrôle : { $age }.
admin-health-log-do = Des certificats attendent d’être scellés. Regardez le travailleur de fond ; s’il s’arrête sur un « dommage », lancez openkp audit et ne délivrez plus rien.
admin-health-status = Listes d’état
admin-health-status-told = { $count ->
        [0] Aucune pour l’instant.
        [one] Une liste, bonne encore { $age }.
       *[other] { $count } listes, la première bonne encore { $age }.
    }
admin-health-status-do = Ceux qui vérifient liront bientôt « vérification impossible ». Y a-t-il une clé valable pour les listes d’état, et le travailleur de fond est-il en marche ?
admin-health-trust = Liste de confiance
admin-health-trust-told = Âge : { $age }.
admin-health-trust-do = C’est par elle que l’on apprend ailleurs les nouvelles clés et la fin des anciennes. Y a-t-il pour elle une clé valable de la maison, et le travailleur de fond est-il en marche ?
admin-health-deadlines = Délais
admin-health-deadlines-told = { $waiting ->
        [0] Aucun n’attend d’être annoncé
        [one] Un attend d’être annoncé
       *[other] { $waiting } attendent d’être annoncés
    } ; { $unmet ->
        [0] aucun n’est dépassé.
        [one] un est dépassé.
       *[other] { $unmet } sont dépassés.
    }
admin-health-deadlines-do = Des délais sont dépassés sans que personne en soit averti : c’est le travailleur de fond qui le fait dans sa tournée.
admin-health-keys = Clés
admin-health-keys-told = { $count ->
        [one] Une clé en service
       *[other] { $count } clés en service
    } ; { $soon ->
        [0] aucune ne prend fin dans les deux mois.
        [one] une prend fin dans les deux mois, sans clé pour lui succéder.
       *[other] { $soon } prennent fin dans les deux mois, sans clés pour leur succéder.
    }
admin-health-keys-do = Préparez la cérémonie : openkp key create. Sans clé qui succède, plus rien n’est signé à partir de ce jour.
admin-health-backup = Sauvegarde
admin-health-backup-told = Temps écoulé depuis la dernière prise par openkp backup : { $age }.
admin-health-backup-do = Prenez-en une maintenant : openkp backup FICHIER, puis chaque nuit ; et exercez-vous à la restaurer (docs/running/backup.md).
admin-health-migrations = Tables
admin-health-migrations-told = { $count ->
        [0] Ce sont celles de cette version.
        [one] Un changement reste à faire.
       *[other] { $count } changements restent à faire.
    }
admin-health-migrations-do = Arrêtez serve, prenez une sauvegarde, lancez openkp init, redémarrez.
admin-health-disk = Disque
admin-health-disk-told = { $free } Go sont libres, soit { $share } % du disque.
admin-health-disk-do = Faites de la place avant qu’il soit plein : un disque plein arrête tout acte. Le dossier cache peut être vidé à tout moment ; les vieilles sauvegardes ont leur place ailleurs.
admin-health-passphrase = Phrase secrète des clés
admin-health-passphrase-told = { $beside ->
        [yes] Elle se trouve dans le dossier de l’installation, à côté des clés qu’elle ouvre.
       *[other] Elle se trouve à l’écart des clés.
    }
admin-health-passphrase-do = Mettez-la sur un autre disque et nommez l’endroit dans OPENKP_PASSPHRASE_FILE : qui copie le dossier a alors les clés, et ne peut les ouvrir.
