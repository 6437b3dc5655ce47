"""Acts of the issuing authority on certificates after they were issued. Those of customs are in the import files.

Each takes one step of core/lifecycle, is logged in public where the world must know, marks the status list, and puts
carats where they lawfully are. domain.md 1.3, 1.5.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from openkp.core.lifecycle import CERTIFICATE, CertificateState
from openkp.core.refusal import Refusal, refuse
from openkp.core.roles import Actor
from openkp.events import steps as events
from openkp.events.actions import Outcome, action
from openkp.ledger import queries as ledger
from openkp.ledger import steps as carats

from . import steps
from .models import Certificate


@action("certificates.void")
def void(*, by: Actor, now: dt.datetime, request_id: str, number: str, reason: str) -> Outcome:
    """A certificate that never left: both parts are kept, its number stays void for ever. Carats go back."""
    return _issuers_act(by, now, number, "void", reason, leaf="void", restore=True)


@action("certificates.replace")
def replace(*, by: Actor, now: dt.datetime, request_id: str, number: str, reason: str) -> Outcome:
    """Before export, the wrong original is handed in and will be replaced (Canada). Carats go back to the exporter,
    whose new file names this number in `relates_to`."""
    return _issuers_act(by, now, number, "replace", reason, leaf="replaced", restore=True)


@action("certificates.return_unused")
def return_unused(*, by: Actor, now: dt.datetime, request_id: str, number: str, reason: str) -> Outcome:
    """The certificate was not used and has come back to its authority (EU: it must, once two months are over)."""
    row = steps.locked(number)
    leaf = "expired-unused" if row.valid_until <= now else "returned"
    return _issuers_act(by, now, number, "return_unused", reason, leaf=leaf, restore=True)


@action("certificates.report_lost")
def report_lost(*, by: Actor, now: dt.datetime, request_id: str, number: str, reason: str, goods_safe: bool) -> Outcome:
    """The paper is lost. `goods_safe`: the goods are with the exporter still, and go back to its stock; otherwise they
    stay on the way, in the certificate's name, until somebody finds or confirms them."""
    return _issuers_act(by, now, number, "report_lost", reason, leaf="lost", restore=goods_safe)


@action("certificates.report_stolen")
def report_stolen(
    *, by: Actor, now: dt.datetime, request_id: str, number: str, reason: str, goods_safe: bool
) -> Outcome:
    """The paper is stolen; `goods_safe` as for a lost one."""
    return _issuers_act(by, now, number, "report_stolen", reason, leaf="stolen", restore=goods_safe)


@action("certificates.receive_back")
def receive_back(*, by: Actor, now: dt.datetime, request_id: str, number: str, note: str = "") -> Outcome:
    """Goods that an importing authority sent back have arrived: they are the exporter's again."""
    row = steps.locked(number)
    by.require(*CERTIFICATE.roles_of("receive_back"), participant=row.participant)
    CERTIFICATE.advance(row.state, "receive_back")
    lots = _restore(row, note.strip() or "returned by the importing authority", now)
    after = steps.advance(row, "receive_back", person_id=by.person_id, now=now, leaf_kind="returned", note=note.strip())
    events.meet_deadlines(kind=steps.WAY_BACK, subject=f"certificate:{number}", now=now)
    return _outcome(row, after, lots)


def _issuers_act(
    by: Actor, now: dt.datetime, number: str, act: str, reason: str, *, leaf: str, restore: bool
) -> Outcome:
    row = steps.locked(number)
    by.require(*CERTIFICATE.roles_of(act), participant=row.participant)
    reasons = [] if reason.strip() else [Refusal("certificates.reason_missing")]
    if restore and row.state == CertificateState.EXPORTED:
        reasons.append(Refusal("certificates.goods_have_left", number=number))
    refuse(reasons)
    lots = _restore(row, reason, now) if restore else ()
    after = steps.advance(row, act, person_id=by.person_id, now=now, leaf_kind=leaf, reason=reason.strip())
    steps.stop_clocks(number, now=now)
    return _outcome(row, after, lots)


def _held(row: Certificate) -> tuple[str, ...]:
    """The transit lots of the certificate that still hold carats."""
    return tuple(lot.ref for lot in ledger.transit_lots(row.number) if lot.balance_mct)


def _restore(row: Certificate, reason: str, now: dt.datetime) -> tuple[str, ...]:
    return tuple(carats.restore(lot=lot, reason=reason, on=now.date(), now=now) for lot in _held(row))


def _outcome(row: Certificate, after: str, lots: Sequence[str] = ()) -> Outcome:
    data = {"certificate": row.number, "state": after, "lots": list(lots)}
    return Outcome(data, participant=row.participant, subject=f"certificate:{row.number}")
