"""The ground under every test: a home of its own, a database that can commit, no network, quick passwords.

- `db` (pytest-django): the test runs in a transaction that is rolled back. Enough for nearly everything.
- `committed_db`: commits are real, threads and other processes see them. SQLite: a copy of a migrated template file per
  test. PostgreSQL: the test database, emptied afterwards. Append-only triggers make Django's own flush impossible.
"""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_django.fixtures
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings
from pytest_socket import socket_allow_hosts
from tests.cast import Cast, raise_cast

# How long an example may take says how busy the machine is, nothing about the code.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")

_SESSION_HOME = Path(tempfile.mkdtemp(prefix="openkp-tests-"))
atexit.register(shutil.rmtree, _SESSION_HOME, ignore_errors=True)

# pytest-django reads the settings before this file: what belongs to the developer's own installation is replaced here.
settings.OPENKP_URL = "http://localhost:8000"
settings.OPENKP_SPECIMEN = True
settings.OPENKP_PASSPHRASE_FILE = None
settings.STATIC_ROOT = _SESSION_HOME / "static"
settings.MEDIA_ROOT = _SESSION_HOME / "files"
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
(_SESSION_HOME / "static").mkdir()
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


# pytest-django makes a test database only if it sees its own marker on a test; `committed_db` needs one without it.
pytest_django.fixtures._get_databases_for_setup = lambda items: ({"default"}, set())


def pytest_runtest_setup() -> None:
    """Nothing leaves this machine: the database's own server and local sockets only."""
    database = str(settings.DATABASES["default"].get("HOST") or "127.0.0.1")
    local = [] if database.startswith("/") else [database]
    socket_allow_hosts(["127.0.0.1", "::1", "localhost", *local], allow_unix_socket=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that need PostgreSQL are not run on SQLite: breakage/test_on_postgresql.py runs them where a server is."""
    if connection.vendor != "postgresql":
        left = [item for item in items if item.get_closest_marker("postgres")]
        if left:
            config.hook.pytest_deselected(items=left)
            items[:] = [item for item in items if item not in left]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """OPENKP_HOME of this test alone, for this process and for those that it starts."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setattr(settings, "OPENKP_HOME", folder)
    monkeypatch.setenv("OPENKP_HOME", str(folder))
    monkeypatch.delenv("OPENKP_URL", raising=False)
    return folder


@pytest.fixture(scope="session")
def _template(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Path:
    """SQLite: the migrated, empty database as a file, made once per process."""
    path = _SESSION_HOME / "template.sqlite3"
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():  # type: ignore[attr-defined]
            connection.ensure_connection()
            target = sqlite3.connect(path)
            connection.connection.backup(target)
            target.close()
    return path


@pytest.fixture
def committed_db(
    _template: Path, home: Path, django_db_blocker: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A database where commits are real. Yields the home: a process started with this environment sees the same."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        if connection.vendor == "sqlite":
            yield from _own_file(_template, home)
        else:
            yield from _own_server(home, monkeypatch)


def _own_file(template: Path, home: Path) -> Iterator[Path]:
    path = home / "openkp.sqlite3"
    shutil.copyfile(template, path)
    kept, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection = None
    connection.settings_dict["NAME"] = str(path)
    try:
        yield home
    finally:
        if connection.connection is not None:
            connection.connection.close()
        connection.connection, connection.settings_dict["NAME"] = kept, name


def _own_server(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    known = connection.settings_dict
    assert str(known["NAME"]).startswith("test_"), "only a test database is ever emptied"
    address = f"{known['HOST']}:{known['PORT']}" if known["PORT"] else known["HOST"]
    who = f"{known['USER']}:{known['PASSWORD']}" if known["PASSWORD"] else known["USER"]
    monkeypatch.setenv("DATABASE_URL", f"postgresql://{who}@{address}/{known['NAME']}")
    try:
        yield home
    finally:
        connection.close()
        kept = {"django_migrations", "django_content_type", "auth_permission"}
        tables = sorted(set(connection.introspection.table_names()) - kept)
        with connection.cursor() as cursor:
            quoted = ", ".join(connection.ops.quote_name(table) for table in tables)
            cursor.execute(f"TRUNCATE {quoted} RESTART IDENTITY CASCADE")


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of the tests and the reference facts, in a transaction that is rolled back."""
    return raise_cast()


__all__ = ["cast", "committed_db", "home"]
