"""Whose act a command is: a person of the installation, named by e-mail. Whoever has a shell on the server is trusted
to say who acts; roles are asked all the same."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

import click

from openkp.cli.installation import new_request_id, now
from openkp.core.facts import instant
from openkp.core.units import decimals, parse_decimal

if TYPE_CHECKING:
    from openkp.core.roles import Actor
    from openkp.events.actions import Outcome

MAX_CCT = 10**11


def actor(email: str) -> Actor:
    """The person with that address, with the roles of today. Refuses ``parties.unknown_person``."""
    from openkp.parties import queries as parties

    return parties.actor(parties.person_by_email(email, viewer=_house()).id, now().date())


def act(call: Callable[..., Outcome], email: str, **facts: Any) -> dict[str, Any]:
    """One action by that person, now; what it answers."""
    told = call(by=actor(email), now=now(), request_id=new_request_id(), **facts)
    return dict(told.data)


def weights(given: tuple[str, ...]) -> dict[str, int]:
    """``REF=3.14`` of each parcel, in hundredths of a carat."""
    out = {}
    for one in given:
        reference, sign, text = one.rpartition("=")
        if not sign or not reference:
            raise click.UsageError(f"--weight {one}: give PARCEL=CARATS, as A=3.14")
        out[reference] = parse_decimal(text, 2, maximum=MAX_CCT, field=reference)
    return out


def moment_of(text: str | None) -> dt.datetime | None:
    """``2026-11-24T09:30Z``: a time with its zone."""
    if not text:
        return None
    try:
        told = dt.datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{text}: give a time as 2026-11-24T09:30Z") from None
    if told.tzinfo is None:
        raise click.UsageError(f"{text}: say the time zone, as 2026-11-24T09:30Z")
    return told.astimezone(dt.UTC).replace(microsecond=0)


def plain(value: Any) -> Any:
    """A row as JSON: decimals as strings, times as RFC 3339; ``weight_cct`` becomes ``carats``."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, dict):
        return {name: plain(one) for name, one in decimals(value).items()}
    if isinstance(value, list | tuple | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, dt.datetime):
        return instant(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def show(told: Any, *, as_json: bool) -> None:
    """A document: as JSON, or one member a line."""
    told = plain(told)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for name, value in told.items():
        if isinstance(value, list):
            click.echo(f"{name}:")
            for one in value:
                click.echo(f"  {_line(one)}")
        else:
            click.echo(f"{name:<18} {_line(value)}")


def _line(value: Any) -> str:
    if isinstance(value, dict):
        return "  ".join(f"{name}={one}" for name, one in value.items() if one not in (None, "", [], {}))
    return "" if value is None else str(value)


def _house() -> Actor:
    from openkp.core.roles import Actor

    return Actor.system()
