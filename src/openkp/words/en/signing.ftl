## Keys and certificates

signing-issuer = “{ $issuer }” is not the address of an authority. It must look like did:web:kp.example.org:authorities:sl-nma.
signing-purpose = There are no keys for “{ $purpose }”.
signing-period = The period is wrong: it must end after it begins ({ $start }) and not outlive the installation’s own certificate. It was to end { $end }.
signing-name = Give the name of the authority and the two letters of its country.
signing-reason = “{ $reason }” is not a reason to revoke a key: superseded, ended or compromised.
signing-no-such-key = There is no key { $kid }.
signing-already-revoked = The key { $kid } was already revoked on { $on }.
signing-no-such-certificate = There is no certificate with the serial number { $serial } here.
signing-certificate-already-revoked = The certificate { $serial } was already revoked on { $on }.
signing-no-key = { $issuer } has no key for this ({ $purpose }). An administrator must create one.
signing-key-expired = The key { $kid } expired on { $on }. An administrator must create a new one before anything more is signed.
signing-key-revoked = The key { $kid } was revoked on { $on }. An administrator must create a new one.
signing-key-not-yet = The key { $kid } holds only from { $on }.
signing-no-authority = This installation had no certificate authority of its own on { $on }. An administrator must create one.
signing-no-document-signer = { $issuer } had no certificate to sign files with on { $on }. An administrator must create one.
signing-key-file-missing = The file of a signing key is missing: { $name }. Restore the keys folder from its backup.
signing-passphrase-missing = The passphrase of the signing keys cannot be read. Set OPENKP_PASSPHRASE_FILE to the file that holds it.
signing-passphrase-short = The passphrase of the signing keys is too short: at least { $least } characters.
signing-passphrase-wrong = The passphrase does not open the key file { $name }, or the file is damaged.
signing-key-gone = The private half of { $kid } is not in its store.
signing-key-damaged = The file of the private half of { $kid } is damaged, holds another key, or has another passphrase.
signing-certificate-broken = The certificate { $serial } is not what was signed.
signing-sure-superseded = End { $kid } now? What it signed before stands; it will sign no more.
signing-sure-ended = End { $kid } now? What it signed before stands; it will sign no more.
signing-sure-compromised = Take back everything that { $kid } ever signed, certificates in circulation too?
signing-sure-compromised-files = Take back every PDF that { $kid } ever signed? The certificates themselves stand; their holders need new PDFs.
