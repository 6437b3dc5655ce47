"""What the environment says, checked once, refused loudly. Every variable of the house is named here."""

from __future__ import annotations

import json
import os
import secrets
import urllib.parse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

INSTALLATION_FILE = "installation.json"


class BadEnvironment(Exception):
    """The environment asks for something that cannot be; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Environment:
    """OPENKP_HOME: folder of all that is kept outside the database (default ./var).
    DATABASE_URL: ``postgresql://user:password@host:port/name``; absent means SQLite in OPENKP_HOME.
    OPENKP_URL: the public address, frozen when the installation is made.
    OPENKP_PASSPHRASE_FILE: file with the passphrase of the signing keys; default OPENKP_HOME/keys.passphrase, which
    `init` makes if it is absent.
    OPENKP_PROXIES: how many reverse proxies of yours stand before `serve` (default 0): their X-Forwarded-For and
    X-Forwarded-Proto are believed, nobody else's.
    OPENKP_WEBHOOKS_PRIVATE: ``1`` lets webhooks go to private addresses and over plain HTTP (default: https, public).
    OPENKP_SESSION_HOURS: how long a sign-in lasts at most (default 12). OPENKP_IDLE_MINUTES: how long without a request
    (default 60; a desk that was left).
    OPENKP_DEBUG: ``1`` for developers. OPENKP_SECRET_KEY_FILE: default OPENKP_HOME/secret-key.
    """

    home: Path
    database: dict[str, Any]
    url: str
    specimen: bool
    initialised: bool
    proxies: int
    debug: bool
    webhooks_private: bool
    session_hours: int
    idle_minutes: int
    passphrase_file: Path
    secret_key: str


def read() -> Environment:
    home = Path(os.environ.get("OPENKP_HOME") or "var").resolve()
    installation = _installation(home)
    told = os.environ.get("OPENKP_URL", "").rstrip("/")
    frozen = str(installation.get("url", ""))
    if told and frozen and told != frozen:
        raise BadEnvironment(
            f"OPENKP_URL is {told}, but this installation was made as {frozen}. Addresses inside certificates are "
            f"for ever: unset OPENKP_URL, or make a new installation in another OPENKP_HOME."
        )
    url = frozen or told or "http://localhost:8000"
    _check_url(url)
    return Environment(
        home=home,
        database=_database(os.environ.get("DATABASE_URL", ""), home),
        url=url,
        specimen=bool(installation.get("specimen", True)),
        initialised=bool(installation),
        proxies=_proxies(os.environ.get("OPENKP_PROXIES") or "0"),
        debug=os.environ.get("OPENKP_DEBUG", "") == "1",
        webhooks_private=os.environ.get("OPENKP_WEBHOOKS_PRIVATE", "") == "1",
        session_hours=_whole("OPENKP_SESSION_HOURS", 12, 168),
        idle_minutes=_whole("OPENKP_IDLE_MINUTES", 60, 10_080),
        passphrase_file=Path(os.environ.get("OPENKP_PASSPHRASE_FILE") or home / "keys.passphrase"),
        secret_key=_secret_key(home),
    )


def write_installation(home: Path, *, url: str, specimen: bool, name: str) -> None:
    """Freeze the public address. Refuses to change it."""
    _check_url(url)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)  # keys, and hashes of passwords
    known = _installation(home)
    if known and known["url"] != url:
        raise BadEnvironment(f"this installation was made as {known['url']}; its address cannot become {url}")
    if not known:
        _write(home / INSTALLATION_FILE, json.dumps({"url": url, "specimen": specimen, "name": name}, indent=1) + "\n")
    if not (home / "secret-key").exists():
        _write(home / "secret-key", secrets.token_urlsafe(50), mode=0o600)


def _installation(home: Path) -> dict[str, Any]:
    path = home / INSTALLATION_FILE
    if not path.exists():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _secret_key(home: Path) -> str:
    path = Path(os.environ.get("OPENKP_SECRET_KEY_FILE") or home / "secret-key")
    if path.exists():
        return path.read_text(encoding="utf-8").strip()
    return secrets.token_urlsafe(50)  # before `init`: good for this process only


def _check_url(url: str) -> None:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise BadEnvironment(f"OPENKP_URL must look like https://kp.example.org, not {url!r}")


def _proxies(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 9):
        raise BadEnvironment(f"OPENKP_PROXIES must be the number of reverse proxies, 0 to 9, not {text!r}")
    return int(text)


def _whole(name: str, default: int, most: int) -> int:
    text = os.environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise BadEnvironment(f"{name} must be a whole number from 1 to {most}, not {text!r}")
    return int(text)


def _database(url: str, home: Path) -> dict[str, Any]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "openkp.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise BadEnvironment(f"DATABASE_URL must look like postgresql://user@host:5432/name, not {url!r}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": urllib.parse.unquote(parts.path.strip("/")),
        "USER": urllib.parse.unquote(parts.username or ""),
        "PASSWORD": urllib.parse.unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(urllib.parse.parse_qsl(parts.query)),
    }


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
