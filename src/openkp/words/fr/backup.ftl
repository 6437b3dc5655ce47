## Sauvegarde et restauration

backup-part-database = la base de données
backup-part-files = les clés et les fichiers conservés
backup-part-reading = lecture de la sauvegarde
backup-part-log = le journal est refait à partir de ses feuilles
backup-taken = { $files ->
        [one] Un fichier
       *[other] { $files } fichiers
    }, { $bytes } octets, le journal à { $leaves ->
        [one] { $leaves } feuille
       *[other] { $leaves } feuilles
    }. La phrase secrète des clés n’y est pas.
backup-left-out = Absent de la sauvegarde, car rien ici ne le connaît : { $name }
backup-is-whole = Intacte : prise le { $at }, { $files ->
        [one] un fichier, tel qu’il a été écrit.
       *[other] { $files } fichiers, chacun tel qu’il a été écrit.
    }
backup-log-made = Le journal publié a été refait : { $leaves ->
        [one] { $leaves } feuille
       *[other] { $leaves } feuilles
    }.
backup-restored = Restauration faite. Remettez à sa place la phrase secrète des clés, puis lancez openkp serve.
backup-behind = LE JOURNAL A CONTINUÉ APRÈS CETTE SAUVEGARDE{ $behind ->
        [0] {""}
        [one] , de { $behind } feuille
       *[other] , de { $behind } feuilles
    } ({ $what }). Cette installation ne signe plus aucun point de contrôle : une seconde histoire du journal se verrait partout. Cherchez une sauvegarde plus récente ; lisez docs/running/backup.md avant toute chose.
backup-which-checkpoint = Dites où en était le journal : --newest-checkpoint FICHIER, avec le point de contrôle le plus récent que quelqu’un possède encore (celui du journal, d’un export, d’une autre machine) ; ou --nothing-since, si rien n’a été publié après la sauvegarde.
backup-update-first = La sauvegarde vient d’une version plus ancienne : { $count ->
        [one] un changement des tables est
       *[other] { $count } changements des tables sont
    } à faire d’abord ({ $name }). Lancez openkp init, puis openkp worker --once, puis openkp audit.
backup-exists = { $path } existe déjà. Une sauvegarde n’en remplace jamais une autre : donnez un nouveau nom.
backup-no-log-key = Cette installation n’a pas encore de clé du journal : lancez d’abord openkp init. Il n’y a rien à perdre.
backup-tool-missing = { $tool } n’est pas installé. Il faut ce programme pour sauvegarder PostgreSQL : installez le paquet { $package }, dans la version du serveur ou une plus récente.
backup-tool-failed = { $tool } n’est pas allé jusqu’au bout : { $detail }
backup-not-an-archive = { $path } n’est pas une sauvegarde d’OpenKP.
backup-incomplete = { $path } est une sauvegarde coupée : la fin manque. Rien n’a été restauré ; prenez-en une autre copie.
backup-other-format = Cette sauvegarde a une autre forme ({ $form }). Une version plus récente d’OpenKP sait la lire.
backup-newer-version = Cette sauvegarde vient d’une version plus récente ({ $version } ; elle a { $name }). Installez cette version, puis restaurez.
backup-forked = À { $size ->
        [one] { $size } feuille
       *[other] { $size } feuilles
    }, le point de contrôle que vous donnez et celui de la sauvegarde désignent deux histoires différentes du journal. L’un est un faux, ou le journal a bifurqué : gardez les deux, ne signez rien, appelez ceux qui contrôlent le journal.
backup-other-database = Cette sauvegarde est de { $database }. { $database ->
        [SQLite] Retirez DATABASE_URL
       *[other] Donnez dans DATABASE_URL une base vide
    } et restaurez de nouveau.
backup-home-not-empty = { $path } n’est pas vide. On ne restaure que dans un dossier vide : rien n’a été changé.
backup-database-not-empty = La base { $name } a déjà des tables. On ne restaure que dans une base vide : rien n’a été changé.
