"""The key ceremonies of the demonstration: keys of the Null store for every authority, so that whatever is signed says
SPECIMEN."""

from __future__ import annotations

from openkp.demo.hand import Hand
from openkp.demo.registers import AUTHORITY, before
from openkp.parties import queries as parties
from openkp.signing import actions as signing

PURPOSES = ("certificate", "status", "confirmation")
SIGNER_YEARS = 5


def make(hand: Hand) -> None:
    """One key for each purpose and one signer of files for each authority, from before the season on."""
    now = before(hand, 10)
    until = now.replace(year=now.year + SIGNER_YEARS, day=min(now.day, 28))
    for participant, slug in AUTHORITY.items():
        authority = parties.authority(slug)
        for purpose in PURPOSES:
            hand.act(
                signing.create_key,
                by="KP.admin",
                now=now,
                key=f"key-{slug}-{purpose}",
                issuer=authority.issuer,
                purpose=purpose,
                valid_from=now,
            )
        hand.act(
            signing.create_document_signer,
            by="KP.admin",
            now=now,
            key=f"file-signer-{slug}",
            issuer=authority.issuer,
            organisation=authority.name_en,
            country=participant if participant != "EU" else "BE",
            valid_until=until,
        )
