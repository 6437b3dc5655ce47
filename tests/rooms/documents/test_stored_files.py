"""Files that people bring, and the cache of pages: kept by content, found damaged, forgotten at will."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from openkp.core.refusal import Damage, Refusal
from openkp.core.roles import Actor, Grant, Role
from openkp.documents import actions, file_store, pdf_cache, queries, steps
from openkp.words import LANGUAGES, say_refusal

NOW = dt.datetime(2026, 11, 24, 14, 5, tzinfo=dt.UTC)
OFFICER = Actor(1, frozenset({Grant(Role.OFFICER, "SL")}))
PDF = b"%PDF-1.7 an invoice"


def store(**told: Any) -> dict[str, Any]:
    plain = {"by": OFFICER, "now": NOW, "request_id": "upload-0001", "data": PDF, "media_type": "application/pdf"}
    data: dict[str, Any] = actions.store_upload(**{**plain, **told}).data
    return data


def path_of(home: Path, sha256: str) -> Path:
    return home / "files" / sha256[:2] / sha256[2:]


@pytest.mark.django_db
def test_a_file_is_kept_by_its_content(home: Path) -> None:
    kept = store()
    assert kept == {"sha256": hashlib.sha256(PDF).hexdigest(), "size": len(PDF), "media_type": "application/pdf"}
    assert queries.read(kept["sha256"]) == PDF
    assert queries.file(kept["sha256"]).at == NOW
    assert path_of(home, kept["sha256"]).read_bytes() == PDF


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once(home: Path) -> None:
    first, second = store(), store(request_id="upload-0002")
    assert first == second
    assert queries.count() == 1
    assert len([path for path in (home / "files").rglob("*") if path.is_file()]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"data": b""}, "documents.empty"),
        ({"data": b"%PDF-" + bytes(file_store.MAX_FILE)}, "documents.too_large"),
        ({"media_type": "text/html"}, "documents.media_type"),
        ({"media_type": "image/png"}, "documents.not_as_said"),
        ({"media_type": "text/csv", "data": b"a,b\0"}, "documents.not_as_said"),
        ({"by": Actor.nobody()}, "roles.not_yours"),
    ],
)
def test_what_is_refused_is_not_kept(home: Path, told: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        store(**told)
    assert refused.value.code == code
    assert all(say_refusal(language, refused.value) for language in LANGUAGES)
    assert queries.count() == 0
    assert not (home / "files").exists()


@pytest.mark.django_db
def test_a_step_wants_the_transaction_of_its_action() -> None:
    with transaction.atomic():
        assert steps.store(PDF, "application/pdf", now=NOW) == hashlib.sha256(PDF).hexdigest()


@pytest.mark.django_db
@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_damage_is_found_on_reading_and_by_the_audit(home: Path, harm: str) -> None:
    sha256 = store()["sha256"]
    assert list(queries.problems()) == []
    if harm == "gone":
        path_of(home, sha256).unlink()
    else:
        path_of(home, sha256).write_bytes(PDF[:-1] + b"!")
    with pytest.raises(Damage):
        queries.read(sha256)
    assert [(found.code, found.where) for found in queries.problems()] == [("documents.file_broken", sha256)]


@pytest.mark.django_db
def test_an_unknown_file_is_refused() -> None:
    with pytest.raises(Refusal, match=r"documents\.no_such_file"):
        queries.read("0" * 64)


@pytest.mark.django_db
def test_the_database_keeps_its_rows() -> None:
    store()
    for sql in ("DELETE FROM documents_storedfile", "UPDATE documents_storedfile SET size = 1"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_page_is_made_once_for_each_language_and_template(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []

    def make() -> bytes:
        made.append(f"%PDF {len(made)}".encode())
        return made[-1]

    assert pdf_cache.cached("id", "fr", "A1 B2", make) == pdf_cache.cached("id", "fr", "A1 B2", make) == b"%PDF 0"
    assert pdf_cache.cached("id", "en", "A1 B2", make) == b"%PDF 1"
    monkeypatch.setattr(pdf_cache, "template_version", lambda: "another")
    assert pdf_cache.cached("id", "fr", "A1 B2", make) == b"%PDF 2"
    pdf_cache.drop("id")
    assert pdf_cache.cached("id", "fr", "A1 B2", make) == b"%PDF 3"
    assert len(made) == 4


def test_a_disk_that_takes_nothing_keeps_no_certificate_from_its_holder(home: Path) -> None:
    (home / "cache").write_text("a file where a folder should be")
    assert pdf_cache.cached("id", "fr", "A1", lambda: b"%PDF") == b"%PDF"


@pytest.mark.parametrize("name", ["../id", "", "a/b", "a" * 65])
def test_a_cached_page_has_a_plain_name(name: str) -> None:
    with pytest.raises(AssertionError):
        pdf_cache.cached(name, "fr", "A1", lambda: b"")
