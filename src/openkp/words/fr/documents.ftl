## Pages et fichiers

documents-language = Il n’existe pas de page de certificat en « { $language } ».
documents-not-sealed = Le certificat { $number } est en cours de scellement : sa page suivra dès qu’il figurera au journal public.
documents-qr-too-long = Le certificat est trop long pour un seul code QR lisible sur papier ({ $characters } caractères). Réduisez le nombre de colis, ou prenez le code sans la preuve du journal.
documents-empty = Le fichier est vide.
documents-too-large = Le fichier est trop grand : { $size } octets, pour { $limit } au plus.
documents-media-type = Les fichiers du type « { $media_type } » ne sont pas conservés. Apportez un PDF, une image PNG ou JPEG, un tableau CSV ou XLSX.
documents-not-as-said = Le fichier n’est pas ce qu’il dit être ({ $media_type }).
documents-no-such-file = Il n’existe pas de fichier { $sha256 }.
documents-file-broken = Le fichier conservé { $sha256 } manque ou a été altéré.
documents-paper-layout = La mise en page du papier de sécurité est erronée : « { $place } ».
documents-paper-overflow = « { $name } » dépasse son cadre sur le papier de sécurité. Corrigez la mise en page, ou abrégez le texte.
documents-paper-rows = Le papier de sécurité a de la place pour { $rows } colis ; ce chargement en compte { $parcels }.
documents-paper-alignment = Essai d’alignement : imprimez à 100 %, posez sur un certificat vierge, puis corrigez les décalages.
