## The administrator's pages

admin-title = Administration
admin-nav = Administration
admin-people = People and roles
admin-tokens = Tokens
admin-keys = Keys
admin-health = Health
admin-find = Name or address
admin-find-press = Find
admin-name = Name
admin-email = E-mail address
admin-language = Language
admin-roles = Roles
admin-role = Role
admin-role-later = None yet
admin-participant = For which participant
admin-whole-process = The whole Process
admin-operator = Number of the operator
admin-operator-help = For miners, buyers, exporters and their agents: SL-EX-0001.
admin-inactive = May not sign in
admin-nobody = Nobody is found.
admin-no-role = No role yet: this person sees what anyone sees.
admin-no-token = No token.
admin-since = since
admin-ends = ends
admin-ended = ended
admin-until = Until
admin-state = State
admin-to-do = What can be done
admin-add = Let somebody in, or a system
admin-add-help = A person of an authority or of an operator, or a program of theirs. Roles can be added and ended later.
admin-add-press = Let in
admin-first-password = First password
admin-first-link = A link to set one, to be handed over: it works once
admin-first-typed = The one typed below
admin-first-system = None: a program, which has tokens only
admin-password = Password (12 characters at least)
admin-valid-from = From which day
admin-valid-to = Until which day
admin-valid-to-help = The first day on which it is no longer held. Empty: until it is withdrawn.
admin-which-role = Which role
admin-no-longer-from = No longer held from
admin-link-title = A link for the first password
admin-link-text = Hand it to the person in a way that nobody else reads. It works once, within { $days ->
        [one] one day
       *[other] { $days } days
    }, and is not shown again. Any earlier password has ended.
admin-link-label = The link
admin-secret-title = The secret of the token
admin-secret-text = Give it to the keeper of the system now: it is not kept and not shown again.
admin-secret-label = The secret
admin-act-grant = Give a role
admin-help-grant = It is held from the day named. Who holds what, since when, stays on record.
admin-press-grant = Give the role
admin-act-withdraw = End a role
admin-help-withdraw = What the person did while holding it stays valid.
admin-press-withdraw = End the role
admin-act-link = A new link for a password
admin-help-link = For somebody who has forgotten theirs. The present password ends at once.
admin-press-link = End the password and make a link
admin-act-password = Type a new password
admin-help-password = Where no link can be handed over. Tell the person to change it at once: you know it.
admin-press-password = Set the password
admin-act-token = A token for a system
admin-help-token = A program that acts for this person: never more than the person’s roles allow.
admin-press-token = Make the token
admin-act-deactivate = Let in no more
admin-help-deactivate = This person can no longer sign in, nor can their tokens. What they did stays, with their name.
admin-press-deactivate = Let in no more
admin-act-erase = Erase the personal data
admin-help-erase = Name, address, password and second factors are erased for ever; acts go on naming a number. Certificates and the names printed on them are not changed. Backups keep the data until you remove them.
admin-press-erase = Erase for ever
admin-erase-type = Type the person’s e-mail address
admin-erase-other = This is not the address of this person.
admin-done-add = Let in.
admin-done-grant = The role is given.
admin-done-withdraw = The role is ended.
admin-done-password = The password is set. Tell the person to change it.
admin-done-deactivate = This person can no longer sign in.
admin-done-erase = The personal data is erased.
admin-done-revoke = The token is revoked. From now on it opens nothing.
admin-tokens-text = What lets programs in. Revoke at once whatever was lost or is no longer used.
admin-token-name = What it is for
admin-of-whom = Acts for
admin-token-scopes = What it opens
admin-token-days = For how many days (at most { $most })
admin-last-used = Last used
admin-soon = soon
admin-token-valid = Valid
admin-token-expired = Expired
admin-token-revoked = Revoked
admin-token-revoke = Revoke
admin-scope-read = Read: every list and object that the person may see
admin-scope-registry = Registers: participants, rules, operators, licences, sites, booklets
admin-scope-custody = Chain of custody: finds, sales, sorting, cutting
admin-scope-export = Exports: files, certificates, blank forms
admin-scope-import = Imports: presentation, inspection, confirmation, alarms
admin-scope-admin = Administration: people, roles, tokens
admin-scope-short-read = read
admin-scope-short-registry = registers
admin-scope-short-custody = custody
admin-scope-short-export = exports
admin-scope-short-import = imports
admin-scope-short-admin = administration
admin-keys-text = Keys are made and ended at the server, in a ceremony: openkp key create, openkp key revoke. A key that was lost or seen by a stranger: docs/running/compromised-key.md.
admin-key-name = Name or serial number
admin-key-purpose = Signs
admin-no-end = no end set
admin-key-valid = Signs
admin-key-past = Expired
admin-key-future = Not yet
admin-key-revoked = Revoked
admin-key-renew = Make its successor before that day: openkp key create
admin-key-for-certificate = certificates
admin-key-for-status = status lists
admin-key-for-confirmation = import confirmations
admin-key-for-log = the log
admin-key-for-trust = the trust list
admin-key-for-files = files (PDF)
admin-key-for-root = signers of files
admin-what = What
admin-found = What was found, and what to do
admin-tone-good = In order
admin-tone-doubt = Look after it
admin-tone-bad = Act now
admin-health-all-good = Everything is in order.
admin-health-all-doubt = Something needs looking after.
admin-health-all-bad = Something needs to be done now.
admin-health-audit = This page only looks. Every night, openkp audit examines every balance, every signature and the whole log.
admin-age-never = never
admin-age-days = { $count } days
admin-age-hours = { $count } hours
admin-age-minutes = { $count } minutes
admin-age-seconds = { $count ->
        [one] one second
       *[other] { $count } seconds
    }
admin-health-worker = Worker
admin-health-worker-told = Time since its last whole round: { $age }.
admin-health-worker-do = Nothing is sealed, no status list renewed, no deadline told. Is openkp serve (or openkp worker) running, and what does its output say?
admin-health-log = Log
admin-health-log-told = { $leaves ->
        [one] one leaf
       *[other] { $leaves } leaves
    } under the published checkpoint; { $waiting ->
        [0] none waits
        [one] one waits
       *[other] { $waiting } wait
    } to be sealed. Age of the newest checkpoint: { $age }.
admin-health-log-do = Certificates wait to be sealed. Look at the worker; if it stops with “damage”, run openkp audit and issue nothing more.
admin-health-status = Status lists
admin-health-status-told = { $count ->
        [0] None yet.
        [one] One list, good for { $age } more.
       *[other] { $count } lists, the first good for { $age } more.
    }
admin-health-status-do = Who verifies will soon say “cannot check”. Is there a valid key for status lists, and does the worker run?
admin-health-trust = Trust list
admin-health-trust-told = Age: { $age }.
admin-health-trust-do = Who verifies elsewhere learns of new keys and ends of keys from it. Is there a valid key of the house for it, and does the worker run?
admin-health-deadlines = Deadlines
admin-health-deadlines-told = { $waiting ->
        [0] None waits to be told
        [one] One waits to be told
       *[other] { $waiting } wait to be told
    }; { $unmet ->
        [0] none ran out unmet.
        [one] one ran out unmet.
       *[other] { $unmet } ran out unmet.
    }
admin-health-deadlines-do = Deadlines ran out and nobody was told: the worker does that in its round.
admin-health-keys = Keys
admin-health-keys-told = { $count ->
        [one] One key signs
       *[other] { $count } keys sign
    }; { $soon ->
        [0] none ends within two months.
        [one] one ends within two months, without a successor.
       *[other] { $soon } end within two months, without successors.
    }
admin-health-keys-do = Prepare the ceremony: openkp key create. Without a successor nothing is signed from that day on.
admin-health-backup = Backup
admin-health-backup-told = Time since the last one taken with openkp backup: { $age }.
admin-health-backup-do = Take one now: openkp backup FILE, every night; and rehearse its return (docs/running/backup.md).
admin-health-migrations = Tables
admin-health-migrations-told = { $count ->
        [0] They are those of this version.
        [one] One change is still to be made.
       *[other] { $count } changes are still to be made.
    }
admin-health-migrations-do = Stop serve, take a backup, run openkp init, start again.
admin-health-disk = Disk
admin-health-disk-told = { $free } GB are free, { $share } % of the disk.
admin-health-disk-do = Make room before it is full: a full disk stops every act. The folder cache may be emptied at any time; old backups belong elsewhere.
admin-health-passphrase = Passphrase of the keys
admin-health-passphrase-told = { $beside ->
        [yes] It lies in the home, beside the keys that it opens.
       *[other] It lies apart from the keys.
    }
admin-health-passphrase-do = Move it to another disk and name the place in OPENKP_PASSPHRASE_FILE: who copies the home then has the keys, and cannot open them.
