"""The words by which operators and sites are found: written with each name, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable

from openkp.core.finding import words_of

from .models import Operator, OperatorWord, Site, SiteWord

_BATCH = 2000


def name_operators(rows: Iterable[Operator]) -> None:
    """Of operators that have no words yet."""
    words = (
        OperatorWord(owner=row, participant=row.participant, word=word) for row in rows for word in words_of(row.name)
    )
    OperatorWord.objects.bulk_create(words, batch_size=_BATCH)


def rename_operator(row: Operator, name: str) -> None:
    """The words of the former name go with it."""
    OperatorWord.objects.filter(owner=row).delete()
    words = (OperatorWord(owner=row, participant=row.participant, word=word) for word in words_of(name))
    OperatorWord.objects.bulk_create(words)


def name_sites(rows: Iterable[Site]) -> None:
    """Of sites, with the community beside the name; those that have words keep them."""
    words = (
        SiteWord(owner=row, participant=row.participant, word=word)
        for row in rows
        for word in words_of(f"{row.name} {row.community}")
    )
    SiteWord.objects.bulk_create(words, batch_size=_BATCH, ignore_conflicts=True)
