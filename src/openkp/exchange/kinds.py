"""Which acts the feed tells, and to whom: a published list (docs/formats/webhooks.md). Names are the events'."""

from __future__ import annotations

from enum import StrEnum

EVERYONE = "*"  # as a participant of the audience


class Reach(StrEnum):
    """Who is told of an act. The parties of the alarms that it raised are told too."""

    OWN = "own"  # the participant in whose name it was done
    SIDES = "sides"  # and both sides of the certificate, export or import file that it names
    EVERYONE = "everyone"  # all participants: it changes what they may accept


_OWN = (
    *("shipments.submit", "shipments.value", "shipments.pay_levy", "shipments.seal", "shipments.approve"),
    *("shipments.refuse", "shipments.withdraw"),
    *("certificates.receive_blanks", "certificates.allocate_blanks", "certificates.spoil_blanks"),
    *("certificates.report_blanks", "certificates.register_prior"),
    *("certificates.confirm_prior", "certificates.end_prior"),
    "events.deadline_passed",
    *("exchange.register_endpoint", "exchange.rotate_secret", "exchange.disable_endpoint"),
    "exchange.endpoint_failed",
)
_SIDES = (
    *("shipments.issue", "shipments.depart", "shipments.see_out", "shipments.register_prealert"),
    *("shipments.record_slip", "shipments.present", "shipments.inspect", "shipments.detain", "shipments.dismiss"),
    *("shipments.release", "shipments.confirm", "shipments.return_goods", "shipments.seize"),
    *("shipments.settle_discrepancy", "shipments.write_to_other_side", "shipments.ask_issuer"),
    *("shipments.answer_query", "shipments.report_number"),
    *("certificates.void", "certificates.replace", "certificates.report_lost", "certificates.report_stolen"),
    *("certificates.return_unused", "certificates.receive_back"),
    *("certificates.see_alarm", "certificates.note_alarm", "certificates.close_alarm"),
)
_EVERYONE = (
    *("parties.register_participant", "parties.record_status", "parties.end_status"),
    *("parties.impose_restriction", "parties.lift_restriction"),
    *("parties.register_authority", "parties.close_authority"),
    *("signing.revoke_key", "signing.revoke_certificate"),
)
KINDS: dict[str, Reach] = {
    **dict.fromkeys(_OWN, Reach.OWN),
    **dict.fromkeys(_SIDES, Reach.SIDES),
    **dict.fromkeys(_EVERYONE, Reach.EVERYONE),
}
# What of an outcome is told: numbers, references and states. Never weights, values, names, reasons; never the id of a
# credential, which opens the paper to whoever holds it.
TOLD = (
    *("state", "shipment", "file", "certificate", "replaces", "replaced_by", "confirmed", "first"),
    *(
        "alarm",
        "alarms",
        "query",
        "answer",
        "discrepancy",
        "outcome",
        "prior",
        "range",
        "allocation",
        "numbers",
        "fate",
    ),
    *("participant", "status", "restriction", "code", "authority", "kid", "serial", "deadline", "due_at"),
    *("endpoint", "disabled_for"),
)
