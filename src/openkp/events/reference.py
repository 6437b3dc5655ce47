"""Facts that change rarely, remembered by the process for as long as the database names the same version of them.

The version is random. Triggers of the tables that hold such facts (`triggers.renews`) draw a new one with every change,
in the same transaction. Who reads the version that this process remembers therefore knows that nothing has been
committed since, by whatever process; a change that is rolled back leaves a version that nobody meets again.

    known = reference.current()                      # one read, inside the transaction
    row = known.ask(load, "sl-nma")                  # load("sl-nma"), or what it answered before
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import connection, transaction

T = TypeVar("T")
MOST = 20_000  # answers; then the memory starts anew


class Reference:
    """What is remembered of one version. Good for the transaction in which it was asked for: never keep one longer.

    An act that changes such facts reads them without: what it has not committed yet must not be remembered.
    """

    def __init__(self, version: tuple[str, str]) -> None:
        self.version = version
        self._answers: dict[tuple[Any, ...], Any] = {}

    def ask(self, load: Callable[..., T], *asked: Any) -> T:
        """The answer of `load`, which reads facts of the version and nothing else, and answers what nobody changes."""
        key = (load, *asked)
        if key in self._answers:
            return cast(T, self._answers[key])
        answer = load(*asked)
        if len(self._answers) >= MOST:
            self._answers.clear()
        self._answers[key] = answer
        return answer


_NOTHING = Reference(("", ""))
_kept: list[Reference] = [_NOTHING]  # of this process: one


def current() -> Reference:
    """The facts as the transaction sees them now. Without a version nothing is remembered."""
    assert transaction.get_connection().in_atomic_block, "facts are good for one transaction"
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM events_reference WHERE id = 1")
        found = cursor.fetchone()
    if not found:
        return Reference(_NOTHING.version)
    # Some facts are told with the address of the installation: it belongs to the version.
    version = (str(found[0]), str(settings.OPENKP_URL))
    kept = _kept[0]
    if kept.version != version:
        kept = _kept[0] = Reference(version)
    return kept


def ask(known: Reference | None, load: Callable[..., T], *asked: Any) -> T:
    """Through what is remembered, or straight from the database where nothing is."""
    return load(*asked) if known is None else known.ask(load, *asked)
