## Ce qui ne va pas dans une forme signée, avant d’en croire quoi que ce soit

credential-kid = « { $kid } » ne désigne pas la clé d’une autorité (adresse did:web, #, nom de la clé).
credential-kid-not-of-issuer = Le certificat se dit délivré par { $issuer }, mais nomme la clé d’un autre ({ $kid }).
credential-version = Le certificat suit la version { $version } des mentions, que ce vérificateur ne connaît pas.
credential-value = « { $field } » contient ce qu’aucun certificat ne peut y porter.
credential-missing = « { $field } » manque au certificat.
credential-unknown = Le certificat contient « { $field } », qui n’est pas une mention d’un certificat.
credential-type = « { $field } » n’est pas écrit comme un certificat l’écrit.
credential-disagrees = « { $field } » contredit le reste du certificat.
credential-json = Le certificat n’est pas écrit dans la forme exacte qui est signée (JSON).
credential-base64 = Le certificat est abîmé ou a été modifié (base64url).
credential-not-jws = Ce n’est pas un justificatif signé entier : trois parties jointes par des points sont attendues.
credential-protected-header = L’en-tête du certificat contient ce qu’il ne doit pas, ou n’a pas ce qu’il doit contenir.
credential-algorithm = Le certificat nomme une sorte de signature qui n’est pas admise ici ({ $algorithm }).
credential-media-type = Ce texte signé n’est pas un justificatif vérifiable.
credential-truncated = Le certificat est tronqué.
credential-too-large = C’est plus grand qu’aucun certificat ({ $size } octets ; on en lit { $limit } au plus).
credential-not-cose = Ce n’est pas un certificat compact entier (COSE).
credential-not-cbor = Le certificat est abîmé ou a été modifié (CBOR).
credential-unprotected-header = Le certificat transporte quelque chose que sa signature ne couvre pas.
credential-trailing-bytes = Quelque chose a été ajouté après la fin du certificat.
credential-not-canonical = Le certificat n’est pas écrit dans la seule forme exacte qui est signée.

qr-unknown-version = Ce code porte le préfixe { $prefix }, une forme plus récente que ce que ce vérificateur connaît. Mettez le vérificateur à jour.
qr-malformed = Le code est abîmé ou a été modifié.
qr-too-large = Le certificat ne tient pas dans un code QR ({ $size } caractères ; { $limit } au plus).

scan-no-code = Aucun code QR n’a pu être lu sur cette image. Numérisez de nouveau le certificat, à plat et à 200 ppp au moins.
scan-damaged = L’image est abîmée ou tronquée.
scan-too-large = L’image est trop grande ({ $pixels } pixels ; on en lit { $limit } au plus).
scan-foreign-code = Le code QR de cette image n’est pas celui d’un certificat.
scan-several-codes = L’image montre { $count } certificats. Vérifiez-les un par un.

pdf-damaged = Le PDF est abîmé ou tronqué.
pdf-encrypted = Le PDF est chiffré ; un certificat ne l’est jamais.
pdf-no-credential = Ce PDF ne contient aucun certificat vérifiable. Si c’est la numérisation d’un papier, vérifiez une image de son code QR.
pdf-attached-twice = Le PDF contient plus d’un « { $name } ».
pdf-other-number = La preuve du journal jointe au PDF ({ $name }) appartient à un autre certificat que { $number }.
pdf-no-ca = La liste de confiance ne nomme personne qui se porte garant des PDF de cette autorité : les pages ne peuvent pas être contrôlées.
pdf-unsigned = Le PDF n’est pas signé : ses pages peuvent dire n’importe quoi.
pdf-signed-twice = Le PDF porte plus d’une signature ; un certificat en porte une.
pdf-pages-changed = Les pages ont été modifiées après la signature du PDF.
pdf-changed-after-signing = Quelque chose a été ajouté au PDF après sa signature.
pdf-signature = La signature du PDF ne correspond pas à son contenu.
pdf-signer-unknown = Le PDF a été signé par quelqu’un que la liste de confiance ne connaît pas.
pdf-signer-of-another = Le PDF a été signé par une autre autorité que celle qui a délivré le certificat.
pdf-root-of-another = Le PDF a été signé au nom de { $issuer } par une installation qui ne parle pas pour elle : c’est un faux.
pdf-signer-revoked = Le PDF a été signé avec une clé révoquée le { $revoked_at } (numéro de série { $serial }) : ses pages peuvent dire n’importe quoi. Demandez-en un nouveau à l’autorité, ou vérifiez le code QR seul.
