"""Keys, their ends and certificates are facts: the database refuses to change or delete one."""

from openkp.events.triggers import append_only, renews

TRIGGERS = (
    *renews("signing_signingkey"),
    *renews("signing_keyrevocation"),
    *append_only("signing_signingkey"),
    *append_only("signing_keyrevocation"),
    *append_only("signing_x509certificate"),
    *append_only("signing_x509revocation"),
)
