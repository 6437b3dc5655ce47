"""What the benchmarks share: a scratch installation, the machine in words, medians."""

from __future__ import annotations

import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def scratch() -> Path:
    """A fresh OPENKP_HOME, migrated. With DATABASE_URL set, that database is used: it must be empty."""
    home = Path(tempfile.mkdtemp(prefix="openkp-benchmark-"))
    os.environ["OPENKP_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openkp.config.settings")
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    if connection.introspection.table_names():
        raise SystemExit("The database of DATABASE_URL is not empty: a benchmark wants one of its own.")
    call_command("migrate", verbosity=0)
    return home


def machine() -> str:
    """Processor, cores, memory, Python, database."""
    from django.db import connection

    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB; Python {platform.python_version()}; "
        f"{connection.vendor} {version}"
    )


def measure(act: Callable[[], object], times: int) -> tuple[float, float]:
    """Median and 95th percentile of one call, in milliseconds, after one that warms up."""
    act()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), percentile(took, 95)


def percentile(values: Sequence[float], rank: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * rank // 100)]
