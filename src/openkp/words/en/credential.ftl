## What is wrong with a signed form before anything in it is believed

credential-kid = “{ $kid }” does not name the key of an authority (did:web address, #, name of the key).
credential-kid-not-of-issuer = The certificate says it comes from { $issuer }, but names a key of someone else ({ $kid }).
credential-version = The certificate uses version { $version } of the facts, which this verifier does not know.
credential-value = “{ $field }” holds something that no certificate may hold there.
credential-missing = “{ $field }” is missing from the certificate.
credential-unknown = The certificate holds “{ $field }”, which is not part of a certificate.
credential-type = “{ $field }” is not written as a certificate writes it.
credential-disagrees = “{ $field }” contradicts the rest of the certificate.
credential-json = The certificate is not written in the exact form that is signed (JSON).
credential-base64 = The certificate is damaged or was altered (base64url).
credential-not-jws = This is not a whole signed credential: three parts joined by points are expected.
credential-protected-header = The header of the certificate holds what it must not, or lacks what it must hold.
credential-algorithm = The certificate names a kind of signature that is not accepted here ({ $algorithm }).
credential-media-type = This signed text is not a verifiable credential.
credential-truncated = The certificate is cut short.
credential-too-large = This is larger than any certificate ({ $size } bytes; at most { $limit } are read).
credential-not-cose = This is not a whole compact certificate (COSE).
credential-not-cbor = The certificate is damaged or was altered (CBOR).
credential-unprotected-header = The certificate carries something that its signature does not cover.
credential-trailing-bytes = Something was added after the end of the certificate.
credential-not-canonical = The certificate is not written in the one exact form that is signed.

qr-unknown-version = This code has the prefix { $prefix }, a newer form than this verifier knows. Update the verifier.
qr-malformed = The code is damaged or was altered.
qr-too-large = The certificate does not fit into a QR code ({ $size } characters; at most { $limit }).

scan-no-code = No QR code could be read in this picture. Scan the certificate again, flat and at 200 dpi or more.
scan-damaged = The picture is damaged or cut short.
scan-too-large = The picture is too large ({ $pixels } pixels; at most { $limit } are read).
scan-foreign-code = The QR code in this picture is not that of a certificate.
scan-several-codes = The picture shows { $count } certificates. Verify them one at a time.

pdf-damaged = The PDF is damaged or cut short.
pdf-encrypted = The PDF is encrypted; certificates never are.
pdf-no-credential = This PDF carries no certificate that can be verified. If it is a scan of a paper, verify a picture of its QR code.
pdf-attached-twice = The PDF carries more than one “{ $name }”.
pdf-other-number = The log proof in the PDF ({ $name }) belongs to another certificate than { $number }.
pdf-no-ca = The trust list names nobody who vouches for the PDFs of this authority, so the pages cannot be checked.
pdf-unsigned = The PDF is not signed: its pages may say anything.
pdf-signed-twice = The PDF carries more than one signature; a certificate carries one.
pdf-pages-changed = The pages were changed after the PDF was signed.
pdf-changed-after-signing = Something was added to the PDF after it was signed.
pdf-signature = The signature of the PDF does not match its content.
pdf-signer-unknown = The PDF was signed by someone whom the trust list does not know.
pdf-signer-of-another = The PDF was signed by another authority than the one that issued the certificate.
pdf-root-of-another = The PDF was signed in the name of { $issuer } by an installation that does not speak for it: a forgery.
pdf-signer-revoked = The PDF was signed with a key that was revoked on { $revoked_at } (serial number { $serial }): its pages may say anything. Ask the authority for a new one, or verify the QR code by itself.
