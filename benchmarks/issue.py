"""Issuing certificates against the same rows written by bare SQL, one transaction each, through the same driver.

    .venv/bin/python -m benchmarks.issue [--files 300]

With DATABASE_URL set, that database is used: it must be empty, and its server must let us copy it. The world is made by
actions, with the cast of the tests. The bare rows are what a third copy of the world is told to write: every INSERT and
UPDATE of the same certificates, without rules, reads or signatures.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.ground import machine, percentile, scratch

WRITES = ("INSERT", "UPDATE")


def main() -> None:
    parser = argparse.ArgumentParser(description="Issue certificates against bare SQL.")
    parser.add_argument("--files", type=int, default=300)
    files = parser.parse_args().files
    home = scratch()
    print(machine())
    approved, issue, integrate = prepare(files)
    with Copies(home) as copies:
        copies.use("captured")
        acts = [capture(lambda file=file: issue(file)) for file in approved]
        copies.use("bare")
        driver = copies.keep_driver()
        copies.use("measured")
        took, bare = [], []
        for file, act in zip(approved, acts, strict=True):  # in turn, so that both meet the same neighbours
            took.append(clock(lambda file=file: issue(file)))
            bare.append(clock(lambda act=act: replay(driver, act)))
        copies.use("proofs")
        proofs = []
        for file in approved[: min(files, 60)]:
            proofs.append(clock(lambda file=file: (issue(file), integrate())))
    print(f"{files} files; statements that write, for each: {statistics.median(map(len, acts)):.0f}")
    report("issue: rules, draw-down, two signatures verified, leaf, commit", took)
    report("bare SQL: the same rows, one transaction each", bare)
    ratio = statistics.median(bare) / statistics.median(took)
    print(f"rate against bare SQL, by medians: {ratio:.2f} (wanted: 0.30 on PostgreSQL)")
    report("from issue to a published proof of inclusion", proofs[5:])


def report(name: str, took: list[float]) -> None:
    rate = 1000 * len(took) / sum(took)
    middle, worst = statistics.median(took), percentile(took, 99)
    print(f"{name}: {rate:,.0f}/s, median {middle:.2f} ms, p99 {worst:.2f} ms")


def clock(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def prepare(files: int) -> tuple[list[str], Callable[[str], object], Callable[[], object]]:
    """A world with so many approved files; what issues one, and what integrates the log."""
    from django.conf import settings

    settings.OPENKP_URL, settings.OPENKP_SPECIMEN = "http://localhost:8000", True
    from tests.cast import NOW, raise_cast
    from tests.desk import URL, open_desk
    from tests.land import lay_out

    from openkp.shipments import actions
    from openkp.signing import queries as signing
    from openkp.transparency import addresses, integrator, queries

    desk = open_desk(lay_out(raise_cast()), forms=files + 100)
    approved = []
    for _ in range(files):
        file = desk.submit(desk.land.exporters_lot(3200), 3200)
        desk.approve(file)
        approved.append(file)
    officer = desk.cast.officer

    def issue(file: str) -> object:
        return actions.issue(by=officer, now=NOW, request_id=f"issue-{file}", shipment=file)

    def integrate() -> object:
        signer = signing.signer_for(issuer=addresses.log_issuer(URL), purpose="log", on=NOW)
        head = integrator.integrate(
            now=NOW,
            sign=signer.sign,
            public_key=signer.public_key,
            origin=addresses.log_origin(URL),
            log_dir=queries.log_dir(),
            anchor_path=queries.anchor_path(),
        )
        assert head is not None
        return head

    return approved, issue, integrate


class Copies:
    """The world as it was prepared, as often as it is needed: files on SQLite, templates on PostgreSQL."""

    def __init__(self, home: Path) -> None:
        from django.db import connection

        self._home = home
        self._connection = connection
        self._origin = str(connection.settings_dict["NAME"])
        self._made: list[str] = []
        self._drivers: list[Any] = []

    def __enter__(self) -> Copies:
        return self

    def use(self, name: str) -> None:
        """A fresh copy of the world, with no log published yet."""
        from django.conf import settings

        self._connection.close()
        home = self._home / name
        shutil.copytree(self._home / "keys", home / "keys")
        settings.OPENKP_HOME = home
        if self._connection.vendor == "sqlite":
            copy = str(home / "world.sqlite3")
            shutil.copyfile(self._origin, copy)
        else:
            copy = f"{self._origin}_{name}"
            with self._server() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
                cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{self._origin}"')
            self._made.append(copy)
        self._connection.settings_dict["NAME"] = copy
        self._connection.ensure_connection()

    def keep_driver(self) -> Any:
        """The driver's own connection to the copy in use, which Django then forgets."""
        driver, self._connection.connection = self._connection.connection, None
        self._drivers.append(driver)
        return driver

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        for driver in self._drivers:
            driver.close()
        self._connection.settings_dict["NAME"] = self._origin
        if self._made:
            with self._server() as cursor:
                for copy in self._made:
                    cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        shutil.rmtree(self._home, ignore_errors=True)

    @contextmanager
    def _server(self) -> Iterator[Any]:
        import psycopg

        told = self._connection.settings_dict
        address = {
            "host": told["HOST"],
            "port": told["PORT"] or 5432,
            "user": told["USER"],
            "password": told["PASSWORD"],
        }
        with psycopg.connect(dbname="postgres", autocommit=True, **address) as server, server.cursor() as cursor:
            yield cursor


def capture(act: Callable[[], object]) -> list[tuple[str, Any]]:
    """The statements that write, with their values, of one act."""
    from django.db import connection

    found: list[tuple[str, Any]] = []

    def remember(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            found.extend((sql, one) for one in (params if many else [params]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remember):
        act()
    return found


def replay(driver: Any, act: list[tuple[str, Any]]) -> None:
    """Write the same rows through the driver alone, in one transaction."""
    cursor = driver.cursor()
    sqlite = hasattr(driver, "iterdump")
    cursor.execute("BEGIN IMMEDIATE" if sqlite else "BEGIN")
    for sql, params in act:
        cursor.execute(sql % (("?",) * len(params)) if sqlite and params else sql, params)
    cursor.execute("COMMIT")
    cursor.close()


if __name__ == "__main__":
    main()
