"""The log: append and integrate, durable and deduplicated, against SHA-256 of the same leaves and one fsync per batch.

    python benchmarks/log.py [--max 1000000] [--rounds 7] [--database postgresql://...]

The log grows to 1,000, 10,000 ... leaves. At each size batches of 100 and of 10,000 leaves are appended (one commit)
and integrated, each beside the reference over the same leaves, in this same process; then 200 acts of one leaf, each
its own commit, are integrated together, beside 200 times one hash and one fsync. Printed: leaves a second (medians),
the slowest batch, the ratio to the reference, the time from a committed leaf to its checked proof, and the slope of the
log-log line of the cost of a leaf over the size of the log (0: flat).
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import math
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
ORIGIN = "kp.example/log"
BATCHES = (100, 10_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--max", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--database", default="", help="an empty PostgreSQL database; SQLite in a new folder if absent")
    told = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="openkp-bench-"))
    os.environ |= {"OPENKP_HOME": str(home), "DATABASE_URL": told.database}
    os.environ["DJANGO_SETTINGS_MODULE"] = "openkp.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    try:
        _machine(told)
        _run(Bench(home), told)
    finally:
        shutil.rmtree(home)


class Bench:
    """A log that grows, and the reference beside it."""

    def __init__(self, home: Path) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from django.db import transaction

        from openkp.transparency import integrator, queries, steps

        self.home, self.size = home, 0
        self.secret = Ed25519PrivateKey.generate()
        self.atomic: Callable[[], object] = transaction.atomic
        self.steps, self.integrator, self.queries = steps, integrator, queries

    def leaves(self, count: int) -> list[object]:
        """New leaves, made before the clock starts: making the facts is the issuer's work."""
        from openkp.core.leaf import leaf_bytes

        made = []
        for number in range(self.size, self.size + count):
            digest = hashlib.sha256(number.to_bytes(8)).digest()
            issuer = "did:web:kp.example:authorities:sl-nma"
            data = leaf_bytes(kind="issued", issuer=issuer, number=f"SL{number:09d}", facts_sha256=digest)
            made.append(self.steps.NewLeaf(data, "issued", f"SL{number:09d}"))
        self.size += count
        return made

    def append(self, leaves: list[object]) -> list[int]:
        with self.atomic():  # type: ignore[attr-defined]
            return list(self.steps.append_many(leaves, now=NOW))  # type: ignore[arg-type]

    def integrate(self) -> None:
        self.integrator.integrate(
            now=NOW,
            sign=self.secret.sign,
            public_key=self.secret.public_key().public_bytes_raw(),
            origin=ORIGIN,
            log_dir=self.home / "log",
            anchor_path=self.home / "anchor" / "checkpoint",
        )

    def reference(self, leaves: list[object]) -> None:
        """SHA-256 of each leaf, the hashes in one file, one fsync."""
        hashes = b"".join([hashlib.sha256(b"\0" + leaf.data).digest() for leaf in leaves])  # type: ignore[attr-defined]
        with (self.home / "reference").open("wb") as file:
            file.write(hashes)
            file.flush()
            os.fsync(file.fileno())


def _run(bench: Bench, told: argparse.Namespace) -> None:
    print("leaves/s        log   batch     append  integrate       both  slowest ms  reference   ratio")
    points: dict[int, list[tuple[float, float]]] = {}
    size = 1000
    while size <= told.max:
        while bench.size < size:
            bench.append(bench.leaves(min(16_384, size - bench.size)))
            bench.integrate()
        for batch in BATCHES:
            both = _batches(bench, size, batch, told.rounds)
            points.setdefault(batch, []).append((math.log(size), -math.log(both)))
        _acts(bench, size)
        single = sorted(_one_proof(bench) for _ in range(100))
        print(
            f"{'':>12}{size:>9,}  from the commit of one leaf to its checked proof: median "
            f"{statistics.median(single) * 1000:.1f} ms, p99 {single[-2] * 1000:.1f} ms"
        )
        size *= 10
    for batch, line in points.items():
        if len(line) > 1:
            slope = statistics.linear_regression(*zip(*line, strict=True)).slope
            print(f"slope of the cost of a leaf over the size of the log, batches of {batch:,}: {slope:+.3f}")


def _batches(bench: Bench, size: int, batch: int, rounds: int) -> float:
    """Measure one size of batch; answers leaves a second, appended and integrated."""
    append, integrate, reference = [], [], []
    for _ in range(rounds):
        leaves = bench.leaves(batch)
        reference.append(_time(lambda: bench.reference(leaves)))  # noqa: B023
        append.append(_time(lambda: bench.append(leaves)))  # noqa: B023
        integrate.append(_time(bench.integrate))
    both = [one + other for one, other in zip(append, integrate, strict=True)]
    rates = [batch / statistics.median(values) for values in (append, integrate, both, reference)]
    _line(size, f"{batch:,}", rates, max(both))
    return rates[2]


def _acts(bench: Bench, size: int, count: int = 200) -> None:
    leaves = bench.leaves(count)
    reference = count * statistics.median(_time(lambda: bench.reference([leaf])) for leaf in leaves)  # noqa: B023
    append = count * statistics.median(_time(lambda: bench.append([leaf])) for leaf in leaves)  # noqa: B023
    integrate = _time(bench.integrate)
    rates = [count / seconds for seconds in (append, integrate, append + integrate, reference)]
    _line(size, f"{count}x1", rates, append + integrate)


def _line(size: int, batch: str, rates: list[float], slowest: float) -> None:
    append, integrate, both, reference = rates
    print(
        f"{'':>12}{size:>9,}{batch:>8}{append:>11,.0f}{integrate:>11,.0f}{both:>11,.0f}{slowest * 1000:>12.1f}"
        f"{reference:>11,.0f}{both / reference:>8.3f}",
        flush=True,
    )


def _one_proof(bench: Bench) -> float:
    """From the commit of one leaf to its checked proof."""
    leaves = bench.leaves(1)
    (leaf_id,) = bench.append(leaves)

    def prove() -> None:
        bench.integrate()
        assert bench.queries.proof(leaf_id) is not None

    from django.conf import settings

    settings.OPENKP_HOME = bench.home
    return _time(prove)


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _machine(told: argparse.Namespace) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
    model = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    print(f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}", end=", ")
    print(f"{connection.vendor} {version}; {told.rounds} rounds")


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []


if __name__ == "__main__":
    sys.exit(main())
