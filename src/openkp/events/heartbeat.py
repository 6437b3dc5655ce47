"""When the worker last went its round and when a backup was last taken: two small files in the home, for whoever asks
how the installation fares. Nothing trusts them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.conf import settings

FILE = "worker.json"
BACKUP_FILE = "backup.json"


def beat(now: dt.datetime) -> None:
    """The worker has gone a whole round at `now`."""
    path = Path(settings.OPENKP_HOME) / FILE
    fresh = path.with_name(f".{FILE}.new")
    fresh.write_text(json.dumps({"at": f"{now:%Y-%m-%dT%H:%M:%SZ}"}), encoding="ascii")
    fresh.replace(path)


def last_round() -> dt.datetime | None:
    return _at(FILE)


def last_backup() -> dt.datetime | None:
    return _at(BACKUP_FILE)


def _at(name: str) -> dt.datetime | None:
    try:
        told: Any = json.loads((Path(settings.OPENKP_HOME) / name).read_text(encoding="utf-8"))
        return dt.datetime.fromisoformat(told["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
