## Backup and restore

backup-part-database = the database
backup-part-files = keys and stored files
backup-part-reading = reading the backup
backup-part-log = making the log again from its leaves
backup-taken = { $files ->
        [one] One file
       *[other] { $files } files
    }, { $bytes } bytes, the log at { $leaves ->
        [one] one leaf
       *[other] { $leaves } leaves
    }. The passphrase of the keys is not in it.
backup-left-out = Not in the backup, because nothing here knows it: { $name }
backup-is-whole = Whole: taken at { $at }, { $files ->
        [one] one file
       *[other] { $files } files
    }, each as it was written.
backup-log-made = The published log was made again: { $leaves ->
        [one] one leaf
       *[other] { $leaves } leaves
    }.
backup-restored = Restored. Put the passphrase of the keys in its place, then start openkp serve.
backup-behind = THE LOG WENT ON AFTER THIS BACKUP{ $behind ->
        [0] {""}
        [one] , by one leaf
       *[other] , by { $behind } leaves
    } ({ $what }). This installation signs no checkpoint any more: a second history of the log would be seen by everyone. Look for a newer backup; read docs/running/backup.md before anything else.
backup-which-checkpoint = Say what the log came to: --newest-checkpoint FILE, with the newest checkpoint that anyone still has (the log's own, an export's, the one kept on another machine); or --nothing-since, if nothing was published after the backup.
backup-update-first = The backup is of an older version: { $count ->
        [one] one change of the tables is
       *[other] { $count } changes of the tables are
    } to be made first ({ $name }). Run openkp init, then openkp worker --once, then openkp audit.
backup-exists = { $path } is there already. A backup is never written over another: give a new name.
backup-no-log-key = This installation has no key of the log yet: run openkp init first. There is nothing to lose.
backup-tool-missing = { $tool } is not installed. A backup of PostgreSQL needs it: install the package { $package }, of the server's version or newer.
backup-tool-failed = { $tool } did not come to its end: { $detail }
backup-not-an-archive = { $path } is not a backup of OpenKP.
backup-incomplete = { $path } is a backup that was cut off: its end is missing. Nothing was restored; take another copy.
backup-other-format = This backup is of another form ({ $form }). A newer version of OpenKP reads it.
backup-newer-version = This backup was taken by a newer version ({ $version }; it has { $name }). Install that version, then restore.
backup-forked = At { $size ->
        [one] one leaf
       *[other] { $size } leaves
    } the checkpoint that you give and the one of the backup name two different histories of the log. One of them is a forgery or the log was forked: keep both, sign nothing, call the people who audit the log.
backup-other-database = This backup is of { $database }. { $database ->
        [SQLite] Unset DATABASE_URL
       *[other] Set DATABASE_URL to an empty database
    } and restore again.
backup-home-not-empty = { $path } is not empty. A backup is restored into an empty folder only: nothing was changed.
backup-database-not-empty = The database { $name } has tables already. A backup is restored into an empty database only: nothing was changed.
