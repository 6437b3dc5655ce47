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
accounts-second-factor = Application d’authentification et codes de récupération
