## Comptes et connexion

accounts-title = Mon compte
accounts-who-gets-one = Les comptes sont ouverts par l’administrateur de votre autorité. On ne peut pas s’inscrire soi-même.
accounts-no-account-needed = Vérifier un certificat ne demande aucun compte.
accounts-closed = Les comptes sont ouverts par votre autorité
accounts-demo-title = Comptes de démonstration
accounts-demo-text = Un clic vous connecte comme cette personne. Ils n’existent que dans cette démonstration.
accounts-demo-password = Leur mot de passe à tous est
accounts-sign-out = Se déconnecter
accounts-sign-out-sure = Ce que vous avez enregistré le reste.
accounts-roles = Mes fonctions
accounts-no-role = Vous n’avez encore aucune fonction.
accounts-security = Mot de passe et second facteur
accounts-change-password = Changer le mot de passe
accounts-second-factor = Second facteur : clés, application, codes de récupération
accounts-cancel = Annuler
accounts-password = Mot de passe
accounts-mfa-title = Second facteur
accounts-mfa-why = Qui apprendrait votre mot de passe ne pourrait toujours pas se connecter à votre place. Deux clés, ou une clé et les codes de récupération sur papier, vous évitent de rester à la porte.
accounts-mfa-code = Code
accounts-mfa-code-text = Tapez le code de votre application d’authentification, ou l’un de vos codes de récupération.
accounts-mfa-wrong = Ce code n’est pas le bon, ou il est trop ancien.
accounts-mfa-cannot-remove = On ne peut la retirer : c’est le dernier second facteur.
accounts-mfa-no-codes = Les codes de récupération accompagnent un second facteur : ajoutez-en d’abord un.
accounts-mfa-not-now = Impossible avec une adresse qui n’a pas été confirmée.
accounts-again-title = Est-ce bien vous ?
accounts-again-text = Ceci change votre façon de vous connecter. Pour que nul ne le fasse à un poste que vous auriez quitté, montrez encore une fois que c’est vous.
accounts-again-press = Continuer
accounts-again-by-reauthenticate = Par mot de passe
accounts-again-by-mfa-reauthenticate = Par un code
accounts-again-by-mfa-reauthenticate-webauthn = Par une clé
accounts-keys = Clés d’accès
accounts-keys-text = Cet ordinateur, votre téléphone ou une petite clé de votre trousseau. Une fausse page n’en tire rien.
accounts-keys-count = { $count ->
        [0] Vous n’en avez pas encore.
        [one] Vous en avez une.
       *[other] Vous en avez { $count }.
    }
accounts-keys-manage = Mes clés
accounts-keys-add = Ajouter une clé
accounts-keys-add-text = Votre navigateur demande la clé, le téléphone ou l’empreinte digitale de cet ordinateur.
accounts-keys-use = Utiliser ma clé
accounts-keys-use-text = Ou utilisez une clé que vous avez ajoutée à votre compte.
accounts-keys-sign-in = Se connecter avec une clé
accounts-keys-sign-in-text = Avec une clé qui connecte à elle seule, on ne tape rien.
accounts-keys-no-script = Les clés demandent JavaScript dans ce navigateur. Le code d’une application d’authentification, non.
accounts-key-name = Nom de la clé
accounts-key-alone = Elle connecte à elle seule, sans le mot de passe (elle demande alors son propre code ou une empreinte)
accounts-key-alone-short = connecte à elle seule
accounts-key-added = Ajoutée
accounts-key-used = Dernier usage
accounts-key-never = jamais
accounts-key-rename = Renommer
accounts-key-remove = Retirer
accounts-key-remove-sure = Plus personne ne pourra se connecter avec cette clé.
accounts-totp = Application d’authentification
accounts-totp-on = Elle est en place.
accounts-totp-off = Elle n’est pas en place.
accounts-totp-begin = La mettre en place
accounts-totp-end = Y mettre fin
accounts-totp-end-sure = Les codes de l’application ne seront plus demandés.
accounts-totp-scan = Scannez ce code avec l’application de votre téléphone, puis tapez les six chiffres qu’elle affiche.
accounts-totp-secret = Ou tapez ce secret dans l’application
accounts-totp-code = Les six chiffres
accounts-codes = Codes de récupération
accounts-codes-text = Chacun sert une fois, quand ni clé ni application n’est à portée de main. Gardez-les sur papier, loin de votre ordinateur.
accounts-codes-left = { $count ->
        [0] Il n’en reste aucun.
        [one] Il en reste un.
       *[other] Il en reste { $count }.
    }
accounts-codes-none = Vous n’en avez pas.
accounts-codes-show = Les montrer
accounts-codes-new = En faire de nouveaux
accounts-codes-old-end = Ceux que vous avez ne serviront plus.
accounts-codes-unused = Codes non utilisés
accounts-codes-download = Les télécharger
