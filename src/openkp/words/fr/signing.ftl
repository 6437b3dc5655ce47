## Clés et certificats

signing-issuer = « { $issuer } » n’est pas l’adresse d’une autorité. Elle doit ressembler à did:web:kp.example.org:authorities:sl-nma.
signing-purpose = Il n’existe pas de clés pour « { $purpose } ».
signing-period = La période est erronée : elle doit finir après son début ({ $start }) et ne pas dépasser celle du certificat de l’installation. Fin demandée : { $end }.
signing-name = Indiquez le nom de l’autorité et les deux lettres de son pays.
signing-reason = « { $reason } » n’est pas un motif de révocation d’une clé : superseded (remplacée), ended (fin d’usage) ou compromised (compromise).
signing-no-such-key = Il n’existe pas de clé { $kid }.
signing-already-revoked = La clé { $kid } a déjà été révoquée le { $on }.
signing-no-such-certificate = Il n’y a pas ici de certificat portant le numéro de série { $serial }.
signing-certificate-already-revoked = Le certificat { $serial } a déjà été révoqué le { $on }.
signing-no-key = { $issuer } n’a pas de clé pour cela ({ $purpose }). Un administrateur doit en créer une.
signing-key-expired = La clé { $kid } a expiré le { $on }. Un administrateur doit en créer une nouvelle avant toute autre signature.
signing-key-revoked = La clé { $kid } a été révoquée le { $on }. Un administrateur doit en créer une nouvelle.
signing-key-not-yet = La clé { $kid } ne vaut qu’à partir du { $on }.
signing-no-authority = Cette installation n’avait pas d’autorité de certification propre le { $on }. Un administrateur doit en créer une.
signing-no-document-signer = { $issuer } n’avait pas de certificat pour signer des fichiers le { $on }. Un administrateur doit en créer un.
signing-key-file-missing = Le fichier d’une clé de signature manque : { $name }. Restaurez le dossier des clés depuis sa sauvegarde.
signing-passphrase-missing = La phrase secrète des clés de signature ne peut être lue. Indiquez dans OPENKP_PASSPHRASE_FILE le fichier qui la contient.
signing-passphrase-short = La phrase secrète des clés de signature est trop courte : { $least } caractères au moins.
signing-passphrase-wrong = La phrase secrète n’ouvre pas le fichier de clé { $name }, ou ce fichier est endommagé.
signing-key-gone = La moitié privée de { $kid } n’est pas à sa place.
signing-key-damaged = Le fichier de la moitié privée de { $kid } est endommagé, contient une autre clé ou a une autre phrase secrète.
signing-certificate-broken = Le certificat { $serial } n’est pas celui qui a été signé.
signing-sure-superseded = Mettre fin à { $kid } maintenant ? Ce qu’elle a signé jusqu’ici demeure ; elle ne signera plus.
signing-sure-ended = Mettre fin à { $kid } maintenant ? Ce qu’elle a signé jusqu’ici demeure ; elle ne signera plus.
signing-sure-compromised = Retirer tout ce que { $kid } a jamais signé, y compris les certificats en circulation ?
signing-sure-compromised-files = Retirer tous les PDF que { $kid } a jamais signés ? Les certificats eux-mêmes demeurent ; leurs porteurs auront besoin de nouveaux PDF.
