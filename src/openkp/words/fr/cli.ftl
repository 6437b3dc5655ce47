## Ce que dit le terminal quand l’installation elle-même n’est pas saine

cli-damage = DOMMAGE : { $what }. Rien n’a été fait. Ne délivrez plus rien et appelez la personne qui s’occupe de cette installation ; openkp audit montre ce qui est abîmé.
cli-no-tables = La base de données n’a pas les tables de cette version ({ $what }). Lancez : openkp init
cli-no-database = La base de données ne répond pas ({ $what }). Est-elle en marche, et DATABASE_URL est-elle juste ?
