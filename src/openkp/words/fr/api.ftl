## Réponses de l’API qui ne sont pas des verdicts

api-status = { $status ->
    [202] Scellement en cours
    [400] Illisible
    [404] Introuvable
    [405] Pas cette méthode
    [406] Dans aucune forme que vous acceptez
    [413] Trop volumineux
    [422] Refusé
    [429] Trop de demandes
   *[other] Impossible
}
api-nothing-given = Rien n’a été donné à vérifier. Envoyez le fichier ou le texte comme corps, ou un formulaire avec « file » ou « text ».
api-shape = La demande n’a pas la forme que demande la description de l’API : { $told }
api-too-large = On ne lit pas plus de { $limit } octets.
api-not-found = Il n’y a rien à cette adresse.
api-not-understood = La demande n’a pu être comprise.
api-no-such-number = Aucun certificat { $number } n’est connu ici.
api-not-acceptable = Ce justificatif est offert sous les formes : { $offered }.
api-being-sealed = { $number } est signé et en cours de scellement dans le journal public. Redemandez dans quelques secondes.
api-wrong-method = Cette adresse accepte : { $allowed }.
api-too-many = Trop de demandes depuis votre adresse. Attendez une minute.
