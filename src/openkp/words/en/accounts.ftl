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
accounts-second-factor = Second factor: keys, app, recovery codes
accounts-cancel = Cancel
accounts-password = Password
accounts-mfa-title = Second factor
accounts-mfa-why = Whoever learns your password still cannot sign in as you. Two keys, or a key and the recovery codes on paper, keep you from being locked out.
accounts-mfa-code = Code
accounts-mfa-code-text = Type the code of your authenticator app, or one of your recovery codes.
accounts-mfa-wrong = This code is not right, or too old.
accounts-mfa-cannot-remove = It cannot be removed: it is the last second factor.
accounts-mfa-no-codes = Recovery codes go with a second factor: set one up first.
accounts-mfa-not-now = This cannot be done with an address that was not confirmed.
accounts-again-title = It is you?
accounts-again-text = This changes how you sign in. So that nobody does it at a desk that you left, show once more that it is you.
accounts-again-press = Go on
accounts-again-by-reauthenticate = By password
accounts-again-by-mfa-reauthenticate = By a code
accounts-again-by-mfa-reauthenticate-webauthn = By a key
accounts-keys = Keys (passkeys)
accounts-keys-text = This computer, your telephone or a small key on your key ring. A false page gets nothing from it.
accounts-keys-count = { $count ->
        [0] You have none yet.
        [one] You have one.
       *[other] You have { $count }.
    }
accounts-keys-manage = My keys
accounts-keys-add = Add a key
accounts-keys-add-text = Your browser asks for the key, the telephone or the fingerprint of this computer.
accounts-keys-use = Use my key
accounts-keys-use-text = Or use a key that you have added to your account.
accounts-keys-sign-in = Sign in with a key
accounts-keys-sign-in-text = With a key that signs in by itself, nothing is typed.
accounts-keys-no-script = Keys need JavaScript in this browser. The code of an authenticator app does not.
accounts-key-name = Name of the key
accounts-key-alone = It signs in by itself, without the password (it then asks for its own PIN or a fingerprint)
accounts-key-alone-short = signs in by itself
accounts-key-added = Added
accounts-key-used = Last used
accounts-key-never = never
accounts-key-rename = Rename
accounts-key-remove = Remove
accounts-key-remove-sure = Nobody can sign in with this key any more.
accounts-totp = Authenticator app
accounts-totp-on = It is set up.
accounts-totp-off = It is not set up.
accounts-totp-begin = Set it up
accounts-totp-end = End it
accounts-totp-end-sure = Codes of the app will no longer be asked for.
accounts-totp-scan = Scan this code with the app on your telephone, then type the six digits that it shows.
accounts-totp-secret = Or type this secret into the app
accounts-totp-code = The six digits
accounts-codes = Recovery codes
accounts-codes-text = Each works once, when neither key nor app is at hand. Keep them on paper, apart from your computer.
accounts-codes-left = { $count ->
        [0] None is left.
        [one] One is left.
       *[other] { $count } are left.
    }
accounts-codes-none = You have none.
accounts-codes-show = Show them
accounts-codes-new = Make new ones
accounts-codes-old-end = Those that you have will no longer work.
accounts-codes-unused = Unused codes
accounts-codes-download = Download them
