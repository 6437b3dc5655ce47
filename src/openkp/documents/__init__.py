"""The pages of a certificate, its QR code, and the files that people bring, which are never opened here."""
