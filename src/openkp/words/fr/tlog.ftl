## Le journal public : notes, têtes signées, preuves (C2SP)

tlog-vkey-malformed = La clé du journal n’est pas une clé de vérification C2SP (nom+empreinte+clé), ou son empreinte n’est pas la sienne.
tlog-note-malformed = Le texte signé du journal n’est pas une note C2SP : il a été coupé, modifié, ou c’est autre chose.
tlog-note-unsigned = Aucune des clés admises ici n’a signé ce texte du journal.
tlog-signature-wrong = La signature de « { $name } » sur ce texte du journal est fausse : le texte ou la signature a été modifié.
tlog-checkpoint-malformed = Le texte signé n’est pas la tête d’un journal : son origine, sa taille et sa racine sont illisibles.
tlog-other-log = C’est la tête d’un autre journal, « { $origin } », qui n’est pas admis ici.
tlog-proof-malformed = La preuve de publication est illisible : elle a été coupée, modifiée, ou c’est autre chose.
tlog-not-included = La preuve ne mène pas à la tête signée du journal : ce qui est présenté n’est pas ce qui a été inscrit.
tlog-no-such-tile = « { $path } » n’est pas le nom d’un fichier du journal.
tlog-tile-missing = Il manque au journal son fichier « { $path } ».
tlog-tile-malformed = Un fichier du journal n’a pas la longueur que son nom annonce.
tlog-policy-malformed = La politique du journal est illisible (ligne { $line } ; 0 désigne le fichier entier).
tlog-no-quorum = Trop peu de témoins ont contresigné la tête du journal : { $count }, ce qui ne satisfait pas « { $quorum } ».
