## Réponses de l’API qui ne sont pas des verdicts

api-status = { $status ->
    [202] Scellement en cours
    [400] Illisible
    [401] Non authentifié
    [403] Non autorisé
    [404] Introuvable
    [405] Pas cette méthode
    [406] Dans aucune forme que vous acceptez
    [409] Pas maintenant
    [413] Trop volumineux
    [415] Pas ce type de corps
    [422] Refusé
    [429] Trop de demandes
   *[other] Impossible
}
api-nothing-given = Rien n’a été donné à vérifier. Envoyez le fichier ou le texte comme corps, ou un formulaire avec « file » ou « text ».
api-too-large = On ne lit pas plus de { $limit } octets.
api-not-found = Il n’y a rien à cette adresse.
api-not-understood = La demande n’a pu être comprise.
api-no-such-number = Aucun certificat { $number } n’est connu ici.
api-not-acceptable = Ce justificatif est offert sous les formes : { $offered }.
api-being-sealed = { $number } est signé et en cours de scellement dans le journal public. Redemandez dans quelques secondes.
api-wrong-method = Cette adresse accepte : { $allowed }.
api-too-many = Trop de demandes depuis votre adresse. Attendez une minute.

## Qui demande, et comment

api-token-missing = Envoyez un jeton : « Authorization: Bearer okp_… ». Un administrateur en crée un par « openkp token create » ou par l’API.
api-token-unknown = Ce jeton n’ouvre rien : il est inconnu, expiré ou révoqué. Demandez-en un autre à un administrateur.
api-scope-missing = Ce jeton n’a pas la portée « { $scope } » que demande cette opération. Employez-en un qui l’a.
api-key-missing = Envoyez une Idempotency-Key : une clé à vous pour cet acte (un UUID, votre référence). Avec la même clé, l’acte n’est fait qu’une fois, si souvent qu’on l’envoie.
api-key-malformed = Une Idempotency-Key a de 8 à 50 caractères ASCII visibles.
api-not-json = Envoyez le corps en application/json, et dites-le dans Content-Type.
api-not-lines = Envoyez des lignes en application/jsonl, ou un tableau en text/csv, et dites-le dans Content-Type.
api-not-utf8 = Le corps n’est pas du texte UTF-8.
api-not-acceptable-list = Les listes sont offertes sous les formes : { $offered }.
api-cursor-malformed = Ce n’est pas un curseur. Suivez l’adresse de « next » telle quelle.
api-no-such-object = Il n’y a pas ici de tel objet, ou il ne vous revient pas de le lire.
api-field-unknown = Un formulaire a les champs « file », « text » et « proof » ; pas ceux-ci, ou pas ainsi : { $field }
api-file-or-text = Donnez un fichier ou un texte, pas les deux.
api-too-many-lines = On ne lit pas plus de { $most } lignes à la fois. Envoyez la suite dans une autre demande.
api-operation-unknown = « { $operation } » n’est pas une opération que l’on fait par lots.
api-csv-operation = Dites dans l’adresse de quelle opération sont les lignes : ?operation=… L’une de : { $known }.
api-csv-header = La première ligne nomme les champs, chacun une fois, et parmi eux « key ». Champs : { $known }.
api-csv-malformed = Ce n’est pas du CSV tel que l’écrit la RFC 4180.

## Défauts de forme

api-shape = { $count ->
    [one] Un champ n’a pas la forme que demande la description de l’API.
   *[other] { $count } champs n’ont pas la forme que demande la description de l’API.
}
api-shape-missing = Il manque « { $field } ».
api-shape-unknown = Il n’y a pas ici de champ « { $field } ».
api-shape-text = « { $field } » doit être du texte.
api-shape-short = « { $field } » est trop court : au moins { $limit } caractères.
api-shape-long = « { $field } » est trop long : au plus { $limit } caractères.
api-shape-few = « { $field } » a trop peu d’éléments : au moins { $limit }.
api-shape-many = « { $field } » a trop d’éléments : au plus { $limit }.
api-shape-whole = « { $field } » doit être un nombre entier.
api-shape-yes-no = « { $field } » doit être true ou false.
api-shape-list = « { $field } » doit être une liste.
api-shape-object = « { $field } » doit être un objet.
api-shape-choice = « { $field } » doit être l’un de : { $limit }.
api-shape-day = « { $field } » doit être un jour, tel que 2026-11-24.
api-shape-decimal = « { $field } » doit être un nombre décimal sous forme de texte, avec au plus { $limit } décimales : "12.5".
api-shape-range = « { $field } » dépasse ce qui se peut : { $limit }.
api-shape-form = « { $field } » n’a pas la forme attendue.
api-shape-sound = « { $field } » contient des caractères qui ne sont pas du texte.
api-shape-wrong = « { $field } » est illisible.
