"""How a certificate ended: where its goods were presented, and what both authorities signed of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openkp.certificates.queries import CertificateDetail
from openkp.core.confirmation import ConfirmationFacts, Fate, read_confirmation
from openkp.core.roles import Actor
from openkp.shipments import queries as shipments
from openkp.shipments.queries import DiscrepancyRow, ImportDetail, PreAlertRow


@dataclass(frozen=True, slots=True)
class Line:
    """One parcel, certified and found; None: not on that paper, or not valued again."""

    reference: str
    certified_cct: int | None
    found_cct: int | None
    certified_usd_cents: int | None
    found_usd_cents: int | None
    fate: str

    @property
    def weight_differs(self) -> bool:
        return self.certified_cct != self.found_cct

    @property
    def value_differs(self) -> bool:
        return self.found_usd_cents is not None and self.found_usd_cents != self.certified_usd_cents


@dataclass(frozen=True, slots=True)
class Ending:
    """`files`: every presentation that the viewer may see. `reference` and `jwt` lead to the signed confirmation, ""
    while there is none."""

    prealert: PreAlertRow | None
    files: tuple[ImportDetail, ...]
    reference: str
    jwt: str
    signed: ConfirmationFacts | None
    lines: tuple[Line, ...]
    discrepancy: DiscrepancyRow | None

    @property
    def differences(self) -> tuple[Mapping[str, Any], ...]:
        return self.discrepancy.differences if self.discrepancy is not None else ()


def ending(found: CertificateDetail, *, viewer: Actor, now: dt.datetime) -> Ending:
    number = found.row.number
    rows = shipments.imports_of(number, viewer=viewer)
    shown = (shipments.import_file(row.reference, viewer=viewer) for row in rows)
    files = tuple(one for one in shown if one is not None)
    signing = next((one for one in files if one.confirmation is not None), None)
    jwt = signing.confirmation.jwt if signing is not None and signing.confirmation is not None else ""
    signed = read_confirmation(jwt).facts if jwt else None
    return Ending(
        prealert=shipments.prealert(number, viewer=viewer, now=now),
        files=files,
        reference=signing.row.reference if signing is not None else "",
        jwt=jwt,
        signed=signed,
        lines=_lines(found, signed) if signed is not None else (),
        discrepancy=signing.discrepancy if signing is not None else None,
    )


def _lines(found: CertificateDetail, signed: ConfirmationFacts) -> tuple[Line, ...]:
    seen = {parcel.reference: parcel for parcel in signed.parcels}
    lines = []
    for one in found.facts.parcels:
        other = seen.pop(one.reference, None)
        if other is None:
            lines.append(Line(one.reference, one.weight_cct, None, one.value_usd_cents, None, str(Fate.MISSING)))
            continue
        lines.append(
            Line(
                one.reference,
                one.weight_cct,
                other.weight_cct,
                one.value_usd_cents,
                other.value_usd_cents,
                str(other.fate),
            )
        )
    lines += [Line(one.reference, None, one.weight_cct, None, one.value_usd_cents, one.fate) for one in seen.values()]
    return tuple(lines)
