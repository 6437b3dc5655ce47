"""One set of facts in its signed forms: COSE_Sign1, W3C credential, QR text. docs/formats/certificate.md."""
