"""The file of a backup: a tar whose last member, ``manifest.json``, holds the SHA-256 of every other one.

Written to a temporary name, read back, and only then named; read as a whole before anything of it is used.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import secrets
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from openkp.core.refusal import Damage, Refusal
from openkp.events import faults

MANIFEST = "manifest.json"
FORMAT = "openkp-backup-1"
SQLITE, DUMP = "openkp.sqlite3", "database.dump"
ANCHOR = "anchor/checkpoint"
SINGLE = ("installation.json", "secret-key", "demo.json", "demo-accounts.json")  # of the home
FOLDERS = ("keys", "files")
MAX_MANIFEST = 256 * 1024 * 1024
_CHUNK = 1 << 20
# A name of the home, never a way out of it.
_NAME = re.compile(r"(?!\.)[A-Za-z0-9._-]+(/(?!\.)[A-Za-z0-9._-]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Manifest:
    """`facts`: what the archive is of. `files`: name -> (SHA-256 in hex, bytes)."""

    facts: dict[str, Any]
    files: dict[str, tuple[str, int]]

    def text(self) -> bytes:
        files = {name: {"sha256": sha256, "size": size} for name, (sha256, size) in sorted(self.files.items())}
        return json.dumps({"format": FORMAT, **self.facts, "files": files}, indent=1).encode() + b"\n"

    @classmethod
    def parse(cls, text: bytes) -> Manifest:
        """Refuses ``backup.not_an_archive``, ``backup.other_format``; Damage if it is not as one was written."""
        try:
            told = json.loads(text)
            form = told.pop("format")
            files = {name: (str(row["sha256"]), int(row["size"])) for name, row in told.pop("files").items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Damage("the manifest of the backup cannot be read") from None
        if form != FORMAT:
            raise Refusal("backup.other_format", form=str(form)[:40])
        found = cls(told, files)
        if found.text() != text:
            raise Damage("the manifest of the backup was altered")
        return found


class Writer:
    """Adds members, keeping what each of them hashes to."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._files: dict[str, tuple[str, int]] = {}

    def add(self, name: str, path: Path) -> None:
        assert _NAME.fullmatch(name), f"not a name for the archive: {name}"
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            reader = _Hashing(file)
            self._tar.addfile(_member(name, size), reader)  # OSError if the file grew shorter meanwhile
        self._files[name] = (reader.hash.hexdigest(), size)
        faults.point("backup.added")

    def close(self, facts: dict[str, Any]) -> None:
        text = Manifest(facts, self._files).text()
        self._tar.addfile(_member(MANIFEST, len(text)), io.BytesIO(text))


def write(path: Path, fill: Callable[[Writer], dict[str, Any]]) -> tuple[Manifest, str]:
    """Make the archive; `fill` adds the members and answers the facts. Answers the manifest as read back, and the
    SHA-256 of the whole file. After a cut there is no `path`, or the whole of it."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(6)}.new")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                writer = Writer(tar)
                writer.close(fill(writer))
            file.flush()
            os.fsync(file.fileno())
        faults.point("backup.written")
        manifest = check(fresh)
        digest = _sha256(fresh)
        fresh.replace(path)
        sync_folder(path.parent)
    finally:
        fresh.unlink(missing_ok=True)
    faults.point("backup.named")
    return manifest, digest


def check(path: Path) -> Manifest:
    """Read all of it against its manifest. Refuses ``backup.not_an_archive``, ``backup.incomplete``,
    ``backup.other_format``; Damage if a byte is not what was written."""
    with _told_as_ours(path):
        found, manifest = _read_all(path)
    if manifest is None:
        raise Refusal("backup.incomplete" if found else "backup.not_an_archive", path=str(path))
    for name in sorted(found.keys() | manifest.files.keys()):
        if found.get(name) != manifest.files.get(name):
            raise Damage(f"{path}: {name} is not what was written into the backup")
    return manifest


def _read_all(path: Path) -> tuple[dict[str, tuple[str, int]], Manifest | None]:
    """What each member hashes to, and the manifest if the end is there."""
    found: dict[str, tuple[str, int]] = {}
    manifest: Manifest | None = None
    for member, file in _members(path):
        if manifest is not None or not member.isreg() or member.name in found:
            raise Damage(f"{path}: {member.name} does not belong there")
        if member.name == MANIFEST:
            if member.size > MAX_MANIFEST:
                raise Damage(f"{path}: the manifest is too large")
            manifest = Manifest.parse(file.read())
            continue
        if not _NAME.fullmatch(member.name):
            raise Damage(f"{path}: {member.name[:80]!r} is not a name of a backup")
        found[member.name] = (_hash_of(file), member.size)
    return found, manifest


def read(path: Path, name: str) -> bytes:
    """One member, which the manifest has."""
    for member, file in _members(path):
        if member.name == name:
            return file.read()
    raise Damage(f"{path} has no {name}")


def extract(path: Path, manifest: Manifest, folder: Path) -> None:
    """Write its members under `folder`, each checked once more on the way and on the disk when this returns."""
    for member, file in _members(path):
        if member.name == MANIFEST:
            continue
        target = folder / member.name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            digest = hashlib.sha256()
            while block := file.read(_CHUNK):
                digest.update(block)
                out.write(block)
            out.flush()
            os.fsync(out.fileno())
        if (digest.hexdigest(), member.size) != manifest.files.get(member.name):
            raise Damage(f"{path} changed while it was read: {member.name}")
        faults.point("restore.extracted")
    for inner in [folder, *(one for one in folder.rglob("*") if one.is_dir())]:
        sync_folder(inner)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _members(path: Path) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    with contextlib.closing(tarfile.open(path, "r:")) as tar:
        for member in tar:
            file = tar.extractfile(member)
            if file is None:
                raise Damage(f"{path}: {member.name} is not a file")
            yield member, file


@contextlib.contextmanager
def _told_as_ours(path: Path) -> Iterator[None]:
    """What tarfile says of a file that it cannot read to the end."""
    try:
        yield
    except tarfile.ReadError as error:
        raise Refusal("backup.incomplete" if _looks(path) else "backup.not_an_archive", path=str(path)) from error
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise Damage(f"{path} cannot be read: {error}") from error


def _looks(path: Path) -> bool:
    """Whether it begins as a tar does (POSIX ustar, magic at 257)."""
    with path.open("rb") as file:
        return file.read(262)[257:262] == b"ustar"


def _member(name: str, size: int) -> tarfile.TarInfo:
    told = tarfile.TarInfo(name)
    told.size, told.mode = size, 0o600
    return told


def _hash_of(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := file.read(_CHUNK):
        digest.update(block)
    return digest.hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return _hash_of(file)


class _Hashing:
    """Reads through, and remembers what it hashes to."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.hash.update(block)
        return block
