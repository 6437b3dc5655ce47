"""Presenting, weighing and confirming against the same rows written by bare SQL, one transaction each, through the same
driver.

    .venv/bin/python -m benchmarks.border [--files 200]

As benchmarks/issue.py: with DATABASE_URL set, that (empty) database is used; the bare rows are every INSERT and UPDATE
of the same acts on the same certificates, without rules, reads or signatures.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable

from benchmarks.ground import machine, scratch
from benchmarks.issue import Copies, capture, clock, prepare, replay, report

ACTS = ("present", "inspect", "confirm")


def main() -> None:
    parser = argparse.ArgumentParser(description="Confirm imports against bare SQL.")
    parser.add_argument("--files", type=int, default=200)
    files = parser.parse_args().files
    home = scratch()
    print(machine())
    numbers, acts = departed(files)
    with Copies(home) as copies:
        copies.use("captured")
        written = [[capture(lambda number=number, act=act: act(number)) for act in acts] for number in numbers]
        copies.use("bare")
        driver = copies.keep_driver()
        copies.use("measured")
        took: list[list[float]] = [[] for _ in ACTS]
        bare: list[list[float]] = [[] for _ in ACTS]
        for number, told in zip(numbers, written, strict=True):  # in turn, so that both meet the same neighbours
            for place, act in enumerate(acts):
                took[place].append(clock(lambda number=number, act=act: act(number)))
                bare[place].append(clock(lambda rows=told[place]: replay(driver, rows)))
    for place, name in enumerate(ACTS):
        statements = statistics.median(len(told[place]) for told in written)
        print(f"{name}: {files} files; statements that write, for each: {statements:.0f}")
        report(f"{name}", took[place])
        report("bare SQL: the same rows, one transaction", bare[place])
        ratio = statistics.median(bare[place]) / statistics.median(took[place])
        print(f"rate against bare SQL, by medians: {ratio:.2f}")


def departed(files: int) -> tuple[list[str], tuple[Callable[[str], object], ...]]:
    """Numbers of certificates on their way to Antwerp, and the three acts of its customs."""
    approved, issue, _ = prepare(files)
    from tests.cast import AUTHORITY_EU, NOW, email_of

    from openkp.core.roles import Actor
    from openkp.parties import queries as parties
    from openkp.shipments import actions, queries

    system = Actor.system()
    officer, customs = (
        parties.actor(parties.person_by_email(email_of(who), viewer=system).id, NOW.date())
        for who in ("officer", "customs_eu")
    )
    numbers = []
    for file in approved:
        issue(file)
        actions.depart(by=officer, now=NOW, request_id=f"depart-{file}", shipment=file)
        found = queries.shipment(file, viewer=system)
        assert found is not None
        numbers.append(found.row.certificate)
    told = {"by": customs, "now": NOW}
    held: dict[str, str] = {}

    def present(number: str) -> object:
        where = {"participant": "EU", "authority": AUTHORITY_EU, "number": number}
        done = actions.present(request_id=f"present-{number}", **told, **where)
        held[number] = str(done.data["file"])
        return done

    def inspect(number: str) -> object:
        found = {"P-1": {"weight_cct": 320}}
        seen = {"found": found, "number_of_parcels": 1, "seals_intact": True}
        return actions.inspect(request_id=f"inspect-{number}", file=held[number], **told, **seen)

    def confirm(number: str) -> object:
        return actions.confirm(request_id=f"confirm-{number}", file=held[number], **told)

    return numbers, (present, inspect, confirm)


if __name__ == "__main__":
    main()
