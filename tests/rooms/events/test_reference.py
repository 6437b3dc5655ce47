"""What the process remembers of facts that change rarely: a change anywhere is seen by the next who asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction
from tests.cast import Cast

from openkp.core.roles import Actor
from openkp.core.rules.trade import Direction, Mode, Scope
from openkp.events import reference, triggers
from openkp.parties import actions, queries
from openkp.parties.steps import Dates

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).parents[3] / "src" / "openkp"


def impose(cast: Cast, code: str = "SL-2026") -> None:
    actions.impose_restriction(
        by=cast.secretariat,
        now=cast.now,
        request_id=cast.ask(),
        code=code,
        participant="SL",
        scope=Scope.ALL,
        mode=Mode.FORBIDDEN,
        direction=Direction.BOTH,
        targets=(),
        dates=Dates(cast.now.date()),
        basis="Administrative decision",
        source="https://example.org/decision",
    )


def codes(cast: Cast) -> list[str]:
    """Why Sierra Leone may not send that day to the Emirates."""
    with transaction.atomic():
        known = reference.current()
        return [refusal.code for refusal in queries.may_trade("SL", "AE", cast.now.date(), known=known).refusals()]


def test_what_is_remembered_is_not_read_again(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    assert codes(cast) == []
    with django_assert_num_queries(3):  # a savepoint, the version, the end of the savepoint
        assert codes(cast) == []


def test_a_restriction_is_seen_by_the_next_who_asks(cast: Cast) -> None:
    assert codes(cast) == []
    impose(cast)
    assert codes(cast) != []
    actions.lift_restriction(
        by=cast.secretariat, now=cast.now, request_id=cast.ask(), code="SL-2026", valid_to=cast.now.date()
    )
    assert codes(cast) == []


def test_a_change_that_is_rolled_back_is_not_remembered(cast: Cast) -> None:
    assert codes(cast) == []
    with transaction.atomic():
        _row(cast)
        assert codes(cast) != []
        transaction.set_rollback(True)
    assert codes(cast) == []


def _row(cast: Cast) -> None:
    apps.get_model("parties", "RestrictionRow")._default_manager.create(
        code="SL-2026",
        participant_id="SL",
        scope="all",
        mode="forbidden",
        direction="both",
        targets=[],
        valid_from=cast.now.date(),
        basis="Administrative decision",
        source="https://example.org/decision",
    )


def test_the_name_of_a_signatory_is_renewed_when_it_is_corrected_or_erased(cast: Cast) -> None:
    def name() -> str:
        with transaction.atomic():
            rows = queries.signatories(
                viewer=Actor.system(), person_id=cast.approver.person_id, known=reference.current()
            )
            return rows[0].name

    before = name()
    assert before
    person = apps.get_model("parties", "Person")
    person._default_manager.filter(pk=cast.approver.person_id).update(name="")
    assert name() == ""


def test_nothing_is_remembered_where_the_database_names_no_version(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM events_reference")
    assert codes(cast) == []
    _row(cast)  # draws a version again
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM events_reference")
        assert cursor.fetchone() == (1,)
    assert codes(cast) != []


def test_another_address_is_another_memory(cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    slug = queries.authorities("SL")[0].slug
    issuers = set()
    for address in ("http://localhost:8000", "https://kp.example"):
        settings.OPENKP_URL = address
        with transaction.atomic():
            issuers.add(queries.authority(slug, known=reference.current()).issuer)
    assert len(issuers) == 2


def test_every_table_of_what_is_remembered_draws_a_new_version() -> None:
    """A loader reads models of its room by name: each of them, and each it joins, has its triggers."""
    renewed = {trigger.table for trigger in triggers.all_triggers() if "_renews_" in trigger.name}
    loaders = {
        "parties/queries/rules.py": ("_dated",),
        "parties/queries/authorities.py": ("_of_slug", "_signing"),
        "parties/queries/trading.py": ("_memberships", "_standings"),
        "signing/queries.py": ("_newest_first",),
    }
    asked: set[tuple[str, str]] = set()
    for path in SOURCE.rglob("*.py"):
        name = str(path.relative_to(SOURCE))
        found = re.findall(r"(?<![\w.])ask\(known, (\w+)", path.read_text(encoding="utf-8"))
        asked |= {(name, loader) for loader in found if name != "events/reference.py"}
    assert asked == {(name, loader) for name, all_of_it in loaders.items() for loader in all_of_it}
    read = {
        *("parties_rulerow", "parties_authority", "parties_signatory", "parties_person", "parties_membership"),
        *("parties_countrygroup", "parties_statusrow", "parties_restrictionrow"),
        *("signing_signingkey", "signing_keyrevocation"),
    }
    assert renewed == read
