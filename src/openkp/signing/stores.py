"""Where private keys rest, behind one protocol: encrypted files, or plain files that are worth nothing.

A key is named by the SHA-256 of its public half, so nothing is ever written over, and a file left by an act that was
rolled back is only an orphan. Opened keys stay in the memory of the process: a signature then costs 35 microseconds.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InternalError, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from openkp.core.refusal import Damage, Refusal

ED25519 = "Ed25519"
P256 = "P-256"
PrivateKey = Ed25519PrivateKey | ec.EllipticCurvePrivateKey
_LEAST_PASSPHRASE = 12  # characters


class KeyStore(Protocol):
    """A place for private keys. `specimen` says that its keys are worth nothing: all they sign says SPECIMEN."""

    name: str
    specimen: bool

    def create(self, algorithm: str) -> bytes:
        """Make a key; answer its public half (32 bytes, or 65 of an uncompressed P-256 point)."""

    def signing(self, public_key: bytes) -> Callable[[bytes], bytes]:
        """The sign function: Ed25519 gives 64 bytes, P-256 a DER ECDSA signature with SHA-256.

        Refuses ``signing.key_file_missing``, ``signing.passphrase_missing``, ``signing.passphrase_wrong``.
        """

    def holds(self, public_key: bytes) -> bool:
        """Whether the private half is there; it is not opened."""

    def whole(self, public_key: bytes) -> bool:
        """Whether the private half, read anew, is that of this key; True where its passphrase is not at hand."""


class FileStore:
    """Encrypted PKCS#8 files in OPENKP_HOME/keys, readable by their owner; the passphrase comes from a file."""

    name = "file"
    specimen = False

    def __init__(self, folder: Path, passphrase_file: Path | None) -> None:
        self._folder = folder
        self._passphrase_file = passphrase_file

    def create(self, algorithm: str) -> bytes:
        key = _generate(algorithm)
        encryption = serialization.BestAvailableEncryption(self._passphrase())
        _write(self._path(_public(key)), _pkcs8(key, encryption))
        return _public(key)

    def signing(self, public_key: bytes) -> Callable[[bytes], bytes]:
        return _opened(self._path(public_key), public_key, self._passphrase)

    def holds(self, public_key: bytes) -> bool:
        return self._path(public_key).is_file()

    def whole(self, public_key: bytes) -> bool:
        return _whole(self._path(public_key), public_key, self._passphrase)

    def _path(self, public_key: bytes) -> Path:
        return self._folder / f"{fingerprint(public_key)}.pem"

    def _passphrase(self) -> bytes:
        if self._passphrase_file is None:
            raise Refusal("signing.passphrase_missing")
        try:
            passphrase = self._passphrase_file.read_bytes().strip()
        except OSError:
            raise Refusal("signing.passphrase_missing") from None
        if len(passphrase) < _LEAST_PASSPHRASE:
            raise Refusal("signing.passphrase_short", least=_LEAST_PASSPHRASE)
        return passphrase


class NullStore:
    """Plain files, for demonstrations and tests: whatever these keys sign is a SPECIMEN."""

    name = "null"
    specimen = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self, algorithm: str) -> bytes:
        key = _generate(algorithm)
        _write(self._path(_public(key)), _pkcs8(key, serialization.NoEncryption()))
        return _public(key)

    def signing(self, public_key: bytes) -> Callable[[bytes], bytes]:
        return _opened(self._path(public_key), public_key, None)

    def holds(self, public_key: bytes) -> bool:
        return self._path(public_key).is_file()

    def whole(self, public_key: bytes) -> bool:
        return _whole(self._path(public_key), public_key, None)

    def _path(self, public_key: bytes) -> Path:
        return self._folder / f"{fingerprint(public_key)}.specimen.pem"


def store(name: str) -> KeyStore:
    """The store of that name in this installation."""
    folder = Path(settings.OPENKP_HOME) / "keys"
    if name == NullStore.name:
        return NullStore(folder)
    assert name == FileStore.name, f"no such key store: {name}"
    return FileStore(folder, settings.OPENKP_PASSPHRASE_FILE)


def store_for_new_keys() -> KeyStore:
    """Null in an installation that was made as a specimen; else encrypted files."""
    return store(NullStore.name if settings.OPENKP_SPECIMEN else FileStore.name)


def fingerprint(public_key: bytes) -> str:
    return hashlib.sha256(public_key).hexdigest()[:40]


_memory: dict[tuple[Path, bytes], Callable[[bytes], bytes]] = {}
_lock = threading.Lock()


def forget() -> None:
    """Drop every opened key from the memory of this process: the next signature opens its file anew."""
    with _lock:
        _memory.clear()


def _opened(path: Path, public_key: bytes, passphrase: Callable[[], bytes] | None) -> Callable[[bytes], bytes]:
    with _lock:
        known = _memory.get((path, public_key))
        if known is None:
            known = _memory[path, public_key] = _sign_with(_load(path, public_key, passphrase))
        return known


def _whole(path: Path, public_key: bytes, passphrase: Callable[[], bytes] | None) -> bool:
    try:
        _load(path, public_key, passphrase)
    except Refusal as refusal:
        return refusal.code in ("signing.passphrase_missing", "signing.passphrase_short")
    except Damage:
        return False
    return True


def _load(path: Path, public_key: bytes, passphrase: Callable[[], bytes] | None) -> PrivateKey:
    try:
        data = path.read_bytes()
    except OSError:
        raise Refusal("signing.key_file_missing", name=path.name) from None
    try:
        key = serialization.load_pem_private_key(data, passphrase() if passphrase else None)
    except (ValueError, TypeError, UnsupportedAlgorithm, InternalError):
        # A damaged file and a wrong passphrase cannot be told apart: the padding is the only witness.
        raise Refusal("signing.passphrase_wrong", name=path.name) from None
    if not isinstance(key, Ed25519PrivateKey | ec.EllipticCurvePrivateKey) or _public(key) != public_key:
        raise Damage(f"{path.name} holds another key than its name says")
    return key


def _sign_with(key: PrivateKey) -> Callable[[bytes], bytes]:
    if isinstance(key, Ed25519PrivateKey):
        return key.sign
    sha256 = ec.ECDSA(hashes.SHA256())

    def sign(message: bytes) -> bytes:
        return key.sign(message, sha256)

    return sign


def _generate(algorithm: str) -> PrivateKey:
    if algorithm == ED25519:
        return Ed25519PrivateKey.generate()
    assert algorithm == P256, f"no such algorithm: {algorithm}"
    return ec.generate_private_key(ec.SECP256R1())


def _public(key: PrivateKey) -> bytes:
    if isinstance(key, Ed25519PrivateKey):
        return key.public_key().public_bytes_raw()
    return key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def _pkcs8(key: PrivateKey, encryption: serialization.KeySerializationEncryption) -> bytes:
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)


def _write(path: Path, data: bytes) -> None:
    """A new file that only its owner may read, on disk before its key is named anywhere."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
