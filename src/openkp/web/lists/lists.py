"""The lists of the house: what each is made of, how it may be ordered and filtered, and its columns in a file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from openkp.certificates import queries as certificates
from openkp.core.lifecycle import DiscrepancyState, ImportState, ShipmentState
from openkp.ledger import queries as ledger
from openkp.mining import queries as mining
from openkp.shipments import queries as shipments
from openkp.words import formats, say

from .exporting import Column, Value, hundredths, thousandths
from .listing import Listing


def _plain(label: str, name: str) -> Column:
    return Column(label, lambda row, lang, names: getattr(row, name))


def _day(label: str, name: str) -> Column:
    """Of a moment, the day in UTC."""

    def value(row: Any, lang: str, names: dict[str, str]) -> Value:
        at = getattr(row, name)
        return at.astimezone(dt.UTC).date() if isinstance(at, dt.datetime) else at

    return Column(label, value)


def _last_day(label: str, name: str) -> Column:
    """Of an exclusive end."""
    return Column(
        label, lambda row, lang, names: (getattr(row, name).astimezone(dt.UTC) - dt.timedelta(seconds=1)).date()
    )


def _country(label: str, name: str) -> Column:
    return Column(label, lambda row, lang, names: formats.country(lang, getattr(row, name)))


def _state(words: str, name: str = "state") -> Column:
    return Column("certificate-page.state", lambda row, lang, names: say(lang, f"{words}{getattr(row, name)}"))


def _cct(label: str, name: str) -> Column:
    return Column(label, lambda row, lang, names: hundredths(getattr(row, name)))


def _mct(label: str, name: str) -> Column:
    return Column(label, lambda row, lang, names: thousandths(getattr(row, name)))


def _usd(name: str) -> Column:
    return Column("search.value_usd", lambda row, lang, names: hundredths(getattr(row, name)))


CERTIFICATES = Listing(
    name="certificates",
    fetch=lambda asked, viewer, now: certificates.certificate_list(asked, viewer=viewer, now=now),
    name_of=lambda row: row.number,
    states=certificates.STATES,
    state_words="web.state_certificate_",
    orders={"issued": "pdf.page_label_issued", "number": "pdf.page_label_number"},
    default="-issued",
    columns=(
        _plain("pdf.page_label_number", "number"),
        _state("web.state_certificate_"),
        _day("pdf.page_label_issued", "issued_at"),
        _last_day("pdf.page_label_expires", "valid_until"),
        _country("search.from", "participant"),
        _country("search.to", "destination"),
        _cct("certificate-page.carats", "weight_cct"),
        _usd("value_usd_cents"),
    ),
)

EXPORTS = Listing(
    name="exports",
    fetch=lambda asked, viewer, now: shipments.export_list(asked, viewer=viewer),
    name_of=lambda row: row.reference,
    states=tuple(str(state) for state in ShipmentState if state is not ShipmentState.DRAFT),
    state_words="web.state_shipment_",
    orders={"submitted": "file.submitted"},
    default="-submitted",
    columns=(
        _plain("file.file", "reference"),
        _state("web.state_shipment_"),
        _day("file.submitted", "submitted_at"),
        _plain("pdf.page_label_exporter", "exporter_name"),
        _plain("pdf.page_label_importer", "importer_name"),
        _country("search.from", "participant"),
        _country("search.to", "destination"),
        _plain("web.parcels", "parcels"),
        _cct("certificate-page.carats", "weight_cct"),
        _plain("file.certificate", "certificate"),
    ),
)

IMPORTS = Listing(
    name="imports",
    fetch=lambda asked, viewer, now: shipments.import_list(asked, viewer=viewer),
    name_of=lambda row: row.reference,
    states=tuple(str(state) for state in ImportState),
    state_words="web.state_import_",
    orders={"presented": "border.presented", "number": "file.certificate"},
    default="-presented",
    columns=(
        _plain("border.file", "reference"),
        _state("web.state_import_"),
        _plain("file.certificate", "number"),
        _day("border.presented", "presented_at"),
        _country("search.from", "issuer"),
        _country("search.to", "participant"),
        _plain("pdf.page_label_importer", "importer_name"),
        _plain("pdf.page_label_exporter", "exporter_name"),
        _cct("certificate-page.carats", "weight_cct"),
        _usd("value_usd_cents"),
    ),
)

DISCREPANCIES = Listing(
    name="discrepancies",
    fetch=lambda asked, viewer, now: shipments.discrepancy_list(asked, viewer=viewer),
    name_of=lambda row: row.file,
    states=("unclosed", *(str(state) for state in DiscrepancyState)),
    state_words="search.state_discrepancy_",
    orders={"opened": "search.opened", "number": "file.certificate"},
    default="-opened",
    first_state="unclosed",
    everything="all",
    columns=(
        _plain("border.file", "file"),
        _state("web.state_discrepancy_"),
        _plain("file.certificate", "number"),
        _country("search.from", "exporter_side"),
        _country("search.to", "importer_side"),
        _day("search.opened", "opened_at"),
        _day("border.due", "due_at"),
        Column("search.outcome", lambda row, lang, names: _outcome(row.outcome, lang)),
    ),
)

LOTS = Listing(
    name="lots",
    fetch=lambda asked, viewer, now: ledger.lot_list(asked, viewer=viewer),
    name_of=lambda row: row.ref,
    states=("held", "empty"),
    state_words="search.state_lot_",
    orders={"made": "search.order_made", "holder": "search.order_holder"},
    default="-made",
    first_state="held",
    everything="all",
    other="search.country_or_holder",
    names=lambda rows, viewer: mining.names({row.holder for row in rows}, viewer=viewer),
    columns=(
        _plain("lot-page.lot", "ref"),
        _plain("search.holder_number", "holder"),
        Column("lot-page.holder", lambda row, lang, names: names.get(row.holder, "")),
        Column("lot-page.made", lambda row, lang, names: say(lang, f"lot-page.kind_{row.kind}")),
        _day("search.made_on", "on"),
        _plain("pdf.page_label_hs", "hs"),
        _mct("lot-page.made_weight", "made_mct"),
        _mct("lot-page.balance", "balance_mct"),
    ),
)

ALARMS = Listing(
    name="alarms",
    fetch=lambda asked, viewer, now: certificates.alarm_list(asked, viewer=viewer),
    name_of=lambda row: str(row.id),
    states=("open", "closed"),
    state_words="web.state_alarm_",
    orders={"raised": "border.alarm_raised", "number": "border.alarm_number"},
    default="-raised",
    first_state="open",
    everything="all",
    columns=(
        Column("border.alarm", lambda row, lang, names: say(lang, f"certificates.alarm_kind_{row.kind}")),
        _state("web.state_alarm_"),
        _plain("border.alarm_number", "number"),
        Column(
            "border.alarm_parties",
            lambda row, lang, names: ", ".join(formats.country(lang, one.participant) for one in row.parties),
        ),
        _day("border.alarm_raised", "raised_at"),
        _plain("search.times", "times"),
    ),
)


def _outcome(code: str, lang: str) -> str:
    return say(lang, f"border.ended_{code}") if code else ""


LISTS = {
    one.name: (one, page)
    for one, page in (
        (CERTIFICATES, "certificates:list"),
        (EXPORTS, "shipments:list"),
        (IMPORTS, "imports:list"),
        (DISCREPANCIES, "imports:discrepancies"),
        (LOTS, "lots:list"),
        (ALARMS, "imports:alarms"),
    )
}
