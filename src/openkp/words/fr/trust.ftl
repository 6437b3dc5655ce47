## Listes de confiance, listes d’état et feuilles du journal

trust-malformed = Ce n’est pas une liste de confiance entière : « { $field } » manque, est inconnu ou n’est pas conforme au format.
trust-version = Cette liste de confiance suit la version { $version } du format, que ce vérificateur ne connaît pas. Mettez le vérificateur à jour.
trust-signature = La liste de confiance a été modifiée : sa signature ne correspond pas.
trust-signer = La liste de confiance n’est pas signée par une clé qui peut la signer ({ $kid }).
trust-pin = La liste de confiance est signée par la clé { $found }, non par celle que vous avez nommée ({ $pin }).
status-malformed = Ce n’est pas une liste d’état entière.
status-not-of-issuer = La liste d’état { $url } n’est pas signée par une clé de l’autorité pour laquelle elle parle.
status-signature = La liste d’état { $url } a été modifiée : sa signature ne correspond pas.
leaf-malformed = Ce n’est pas une entrée du journal.
