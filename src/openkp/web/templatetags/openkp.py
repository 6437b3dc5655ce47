"""Sentences of `openkp.words`, and its formats of carats, money, dates and places, in the language of a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from openkp import words
from openkp.core.lifecycle import CertificateState, ShipmentState
from openkp.shipments.queries import SheetRow
from openkp.words import formats

from ..accounts.demonstration import DemoAccount, accounts
from ..frame import new_request_id

register = template.Library()

_TONES: dict[str, str] = {
    **dict.fromkeys(("valid", "confirmed", "closed", "in-force", "active"), "good"),
    **dict.fromkeys(
        ("void", "lost", "stolen", "seized", "refused", "expired", "revoked", "not valid", "restricted", "unknown"),
        "bad",
    ),
    **dict.fromkeys(("discrepant", "detained", "replaced", "cannot check", "not-yet", "sealing"), "doubt"),
    **dict.fromkeys(("draft", "submitted", "valued", "levied", "sealed", "presented", "in-transit"), "waiting"),
    **dict.fromkeys(("impossible", "returned"), "bad"),
    **dict.fromkeys(("doubt", "held-in-transit", "open"), "doubt"),
    **dict.fromkeys(("passed", "came-back"), "good"),
    **dict.fromkeys(("dismissed", "note"), "waiting"),
    str(CertificateState.ISSUED): "good",
    str(ShipmentState.APPROVED): "good",
}

# Good news for the file, none for whoever is shown the number: a certificate serves once.
_SPENT = frozenset({("public", "confirmed")})


def _lang(context: Context) -> str:
    return str(context.get("lang", words.DEFAULT_LANGUAGE))


@register.simple_tag(takes_context=True)
def say(context: Context, code: str, **facts: Any) -> str:
    """``{% say "web.title" carats_mct=lot.mct %}``: facts are formatted by the unit that their name ends with."""
    return words.say(_lang(context), code, **facts)


@register.simple_tag(takes_context=True)
def carats(context: Context, mct: int) -> str:
    return formats.carats(_lang(context), mct)


@register.simple_tag(takes_context=True)
def carats_cct(context: Context, cct: int) -> str:
    return formats.carats_cct(_lang(context), cct)


@register.simple_tag(takes_context=True)
def money(context: Context, cents: int, currency: str = "USD") -> str:
    return formats.money(_lang(context), cents, currency)


@register.simple_tag(takes_context=True)
def whole(context: Context, number: int) -> str:
    return formats.number(_lang(context), number)


@register.simple_tag(takes_context=True)
def percent(context: Context, ppm: int) -> str:
    return formats.percent(_lang(context), ppm)


@register.simple_tag(takes_context=True)
def day(context: Context, date: dt.date | None) -> str:
    if date is None:
        return words.say(_lang(context), "web.not_recorded")
    if isinstance(date, dt.datetime):
        date = date.astimezone(dt.UTC).date()
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), formats.short_day(_lang(context), date))


@register.simple_tag(takes_context=True)
def moment(context: Context, at: dt.datetime | None) -> str:
    if at is None:
        return words.say(_lang(context), "web.not_recorded")
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), formats.moment(_lang(context), at))


@register.simple_tag(takes_context=True)
def until(context: Context, end: dt.datetime) -> str:
    return format_html('<time datetime="{}">{}</time>', end.isoformat(), formats.until(_lang(context), end))


@register.simple_tag(takes_context=True)
def country(context: Context, code: str) -> str:
    if code == "MIXED":
        return words.say(_lang(context), "web.mixed_origin")
    return formats.country(_lang(context), code)


@register.simple_tag(takes_context=True)
def state(context: Context, kind: str, value: str) -> SafeString:
    """A state as a badge: a word and a shape, then a colour. `kind`: certificate, shipment, import, discrepancy, alarm,
    finding, public, licence."""
    text = words.say(_lang(context), f"web.state_{kind}_{str(value).replace(' ', '_')}")
    tone = "" if (kind, str(value)) in _SPENT else _TONES.get(str(value), "")
    return format_html('<span class="badge {}">{}</span>', tone, text)


@register.simple_tag
def request_id() -> SafeString:
    return format_html('<input type="hidden" name="request_id" value="{}">', new_request_id())


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input of a form field, tied to its help and its error for those who listen to the page."""
    told = [f"{field.auto_id}-help"] if field.help_text else []
    attrs: dict[str, Any] = {}
    if field.errors:
        told.append(f"{field.auto_id}-error")
        attrs["aria-invalid"] = "true"
    if told:
        attrs["aria-describedby"] = " ".join(told)
    return field.as_widget(attrs={**attrs, "placeholder": False})  # a label says it already


@register.simple_tag
def demo_accounts() -> tuple[DemoAccount, ...]:
    return accounts()


@register.simple_tag
def demo_password() -> str:
    """The password that all demonstration accounts share, or ""."""
    shared = {account.password for account in accounts()}
    return shared.pop() if len(shared) == 1 else ""


@register.simple_tag(takes_context=True)
def first_page(context: Context, account: DemoAccount) -> str:
    return account.first_page_in(_lang(context))


@register.simple_tag(takes_context=True)
def role(context: Context, name: str) -> str:
    code = f"web.role_{name}"
    return words.say(_lang(context), code) if words.knows(_lang(context), code) else name


@register.simple_tag
def named(names: Mapping[str, str], number: str) -> str:
    """The name behind an operator's number where the viewer may see it, else the number."""
    return names.get(number) or number


@register.simple_tag(takes_context=True)
def last_day(context: Context, end: dt.datetime) -> SafeString:
    """The last day of an exclusive end, short: for tables."""
    date = (end.astimezone(dt.UTC) - dt.timedelta(seconds=1)).date()
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), formats.short_day(_lang(context), date))


@register.simple_tag
def sheet_of(sheets: Sequence[SheetRow], seat: str) -> SheetRow | None:
    return next((sheet for sheet in sheets if sheet.seat == seat), None)


@register.simple_tag
def person_of(people: Mapping[int, str], person_id: int) -> str:
    """The name of who acted, where the viewer may read it."""
    return people.get(person_id, "")


@register.simple_tag(takes_context=True)
def purpose(context: Context, code: str) -> str:
    """Why a technical certificate is issued; its code where the catalogues do not know it."""
    message = f"web.purpose_{code.replace('-', '_')}"
    return words.say(_lang(context), message) if words.knows(_lang(context), message) else code


@register.simple_tag(takes_context=True)
def levy(context: Context, code: str) -> str:
    """The name of a levy; its code where a participant has one that the catalogues do not know."""
    message = f"file.levy_{code}"
    return words.say(_lang(context), message) if words.knows(_lang(context), message) else code.replace("_", " ")


@register.simple_tag(takes_context=True)
def clock(context: Context, kind: str) -> str:
    """What a legal clock is about; its kind where the catalogues do not know it."""
    message = f"border.clock_{kind}"
    return words.say(_lang(context), message) if words.knows(_lang(context), message) else kind
