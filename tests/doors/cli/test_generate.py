"""Synthetic certificates: they stand up to every check, and can never be taken for others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings

from openkp.certificates import queries as certificates
from openkp.certificates import trust_export
from openkp.check import walk as check
from openkp.cli.generate import generate
from openkp.config import founding
from openkp.core.confirmation import read_confirmation
from openkp.core.roles import Actor
from openkp.core.verify import verify
from openkp.demo import flows, generator, ground
from openkp.demo.generator import Generator
from openkp.shipments import queries as shipments
from openkp.worker import publishing

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
COUNT = 150
MANY_DIFFER = 200  # in a thousand: enough for a small world to hold some, settled and not


@pytest.fixture
def made(committed_db: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[int]]:
    """A small synthetic world, published; how many were written, and what progress was told."""
    monkeypatch.setattr(flows, "DIFFERING_PER_THOUSAND", MANY_DIFFER)
    monkeypatch.setattr(generator, "SETTLED_AFTER", dt.timedelta(days=200))
    for _ in founding.found(now=NOW - dt.timedelta(days=1)):
        pass
    told: list[int] = []
    with ground.quick_commits():
        written = Generator(count=COUNT, years=1, seed=4, now=NOW, progress=told.append).run()
    publishing.integrate_log(NOW)
    publishing.renew_status_lists(NOW)
    publishing.integrate_log(NOW)
    return written, told


def test_every_promise_of_the_house_holds_on_it(made: tuple[int, list[int]]) -> None:
    assert made[0] == COUNT and made[1][-1] == COUNT
    assert check.problems(now=NOW) == ()


def test_it_says_that_it_is_synthetic_and_is_valid_only_as_a_specimen(made: tuple[int, list[int]]) -> None:
    rows = certificates.certificates(viewer=Actor.system(), now=NOW, limit=500)
    assert len(rows) == COUNT
    assert {"confirmed", "exported"} <= {row.state for row in rows}
    assert {row.kind for row in rows} == {"export", "re-export"}
    travelling = next(row for row in rows if row.state == "exported")
    found = certificates.certificate(travelling.number, viewer=Actor.system(), now=NOW)
    assert found is not None and found.facts.specimen
    assert found.facts.exporter.name.startswith("Synthetic") and "Synthetic" in found.facts.validated_by
    trust = trust_export.write(settings.OPENKP_HOME / "trust.json", now=NOW)
    verdict = verify(found.vc_jwt, trust=trust, now=NOW)
    assert verdict.verdict == "valid" and verdict.specimen


def test_what_arrived_is_presented_weighed_and_confirmed_under_a_signature_of_its_own(
    made: tuple[int, list[int]],
) -> None:
    system = Actor.system()
    rows = {row.number: row for row in certificates.certificates(viewer=system, now=NOW, limit=500)}
    files = {row.number: row for row in shipments.import_files(viewer=system, limit=500)}
    left = [row for row in rows.values() if row.state in ("exported", "confirmed", "discrepant")]
    assert files.keys() == {row.number for row in left if row.state != "exported"}
    assert shipments.counts()["prealerts"] == len(left)
    for number, file in files.items():
        kept = shipments.confirmation(number, viewer=system)
        assert kept is not None and file.state == rows[number].state
        facts = read_confirmation(kept.jwt).facts
        assert facts.specimen and "Synthetic" in facts.confirmed_by and facts.participant == rows[number].destination
    differing = [one for code in flows.participants() for one in shipments.discrepancies(
        viewer=system, participant=code, open_only=False
    ) if one.importer_side == code]  # fmt: skip
    assert {one.state for one in differing} == {"open", "closed"}
    for one in differing:
        assert [told["code"] for told in one.differences] == ["arrival.weight_differs"]
        assert one.outcome == ("as-found" if one.state == "closed" else "")


def test_a_re_export_names_certificates_that_came_to_its_country_before(made: tuple[int, list[int]]) -> None:
    rows = {row.number: row for row in certificates.certificates(viewer=Actor.system(), now=NOW, limit=500)}
    again = [row for row in rows.values() if row.kind == "re-export"]
    assert again
    for row in again:
        found = certificates.certificate(row.number, viewer=Actor.system(), now=NOW)
        assert found is not None and found.facts.sources
        for number in found.facts.sources:
            source = rows[number]
            assert source.destination == row.participant and source.issued_at < row.issued_at
            assert source.state == "confirmed"


@pytest.mark.usefixtures("committed_db")
def test_it_is_not_mixed_with_certificates_of_real_officers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "OPENKP_SPECIMEN", False)
    monkeypatch.setattr(ground, "issued_by_people", lambda: True)
    refused = CliRunner().invoke(generate, ["--certificates", "10"])
    assert refused.exit_code == 64
    assert certificates.certificates(viewer=Actor.system(), now=NOW) == ()
