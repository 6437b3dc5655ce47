## Webhooks : ce qui est refusé

exchange-url-malformed = Ce n’est pas une adresse de webhook : https, un nom d’hôte, un chemin ; ni nom d’utilisateur, ni « # », 400 caractères ASCII au plus.
exchange-url-not-https = Les webhooks ne partent qu’en https : nul ne doit les lire en chemin.
exchange-url-private = { $host } mène à un réseau privé, où rien n’est envoyé. Donnez une adresse que l’internet public atteint.
exchange-url-unknown-host = { $host } ne mène nulle part : ce nom est inconnu.
exchange-type-unknown = « { $type } » n’est pas un type du flux. La liste publiée : docs/formats/webhooks.md.
exchange-endpoints-too-many = Un participant a au plus { $most } points de réception en service. Désactivez celui qui ne sert plus.
exchange-endpoint-unknown = Il n’y a pas ici de point de réception { $endpoint }, ou il n’est pas à vous.
exchange-endpoint-disabled = Le point de réception { $endpoint } est désactivé. Enregistrez-le de nouveau ; le flux garde ce qui a été manqué.

## Le flux public

exchange-feed-title = Ce que deviennent les certificats du Processus de Kimberley
exchange-feed-subtitle = Numéros perdus, volés, annulés, remplacés, rendus, saisis, confirmés ; formulaires vierges manquants, perdus ou volés. Rien du commerce.
exchange-change = { $number } : { $kind ->
    [void] annulé
    [lost] certificat déclaré perdu
    [stolen] certificat déclaré volé
    [replaced] remplacé par un autre certificat
    [returned] rendu à l’autorité qui l’a délivré
    [expired-unused] expiré sans avoir servi
    [confirmed] confirmé à l’importation
    [seized] saisi par la douane
    [blank-missing] formulaire vierge manquant
    [blank-lost] formulaire vierge perdu
    [blank-stolen] formulaire vierge volé
   *[other] modifié
}
