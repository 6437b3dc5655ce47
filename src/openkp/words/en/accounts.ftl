## Accounts and sign-in

accounts-title = My account
accounts-who-gets-one = Accounts are opened by the administrator of your authority. There is no open sign-up.
accounts-no-account-needed = Verifying a certificate needs no account.
accounts-closed = Accounts are opened by your authority
accounts-demo-title = Demonstration accounts
accounts-demo-text = One press signs you in as that person. They exist only in this demonstration.
accounts-demo-password = All of them have the same password:
accounts-sign-out = Sign out
accounts-sign-out-sure = What you have saved stays saved.
accounts-roles = My roles
accounts-no-role = You hold no role yet.
accounts-security = Password and second factor
accounts-change-password = Change the password
accounts-second-factor = Authenticator app and recovery codes
