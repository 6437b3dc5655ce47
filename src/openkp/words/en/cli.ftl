## What the terminal says when the installation itself is not sound

cli-damage = DAMAGE: { $what }. Nothing was done. Issue nothing more and call whoever looks after this installation; openkp audit shows what is broken.
cli-no-tables = The database has not the tables of this version ({ $what }). Run: openkp init
cli-no-database = The database does not answer ({ $what }). Is it running, and is DATABASE_URL right?
