"""The demonstration's accounts, shown on the sign-in page of a demonstration and nowhere else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from openkp.words import LANGUAGES

FILE = "demo-accounts.json"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    role: str
    person: str
    participant: str
    login: str
    password: str
    first_page: str

    def first_page_in(self, lang: str) -> str:
        """Its first page in the language of the reader: ``/en/work/`` or ``/fr/work/``."""
        parts = self.first_page.split("/", 2)
        return f"/{lang}/{parts[2]}" if len(parts) == 3 and parts[1] in LANGUAGES else f"/{lang}/work/"


def accounts() -> tuple[DemoAccount, ...]:
    """Empty unless this installation's keys are specimens and the demo wrote its file."""
    path = Path(settings.OPENKP_HOME) / FILE
    if not settings.OPENKP_SPECIMEN or not path.is_file():
        return ()
    told = json.loads(path.read_text(encoding="utf-8"))
    rows = told["items"] if isinstance(told, dict) else told
    return tuple(DemoAccount(**{name: str(row[name]) for name in DemoAccount.__dataclass_fields__}) for row in rows)
