"""Fetches the two small libraries of the offline page while the package is built: from npm's registry, at the versions
and with the hashes named here. Nothing of other people's is kept in the repository, and the site needs no Node.

`python hatch_build.py` does the same by hand. docs/decisions/0010-offline-page.md says why these two.
"""

from __future__ import annotations

import base64
import hashlib
import io
import sys
import tarfile
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, where nothing is built
    BuildHookInterface = object  # type: ignore[assignment,misc]

FOLDER = Path(__file__).resolve().parent / "src" / "openkp" / "web" / "static" / "offline" / "vendor"
TIMEOUT_SECONDS = 20
MAX_TARBALL = 5_000_000
HINT = (
    "The site works without them, and so does its ordinary page that verifies; its page for phones without a network "
    "then reads only what a phone can read by itself. To add them: python hatch_build.py, with a network."
)


class Library(NamedTuple):  # a dataclass would look for this module by a name that hatchling does not give it
    """`integrity` is npm's, of the tarball; `files`: member -> (name here, SHA-256 as written here). `cuts`: lines left
    out, from the one that begins so to the one that begins so: what writes codes, on a page that reads them."""

    name: str
    tarball: str
    integrity: str
    files: dict[str, tuple[str, str]]
    cuts: tuple[tuple[str, str], ...] = ()


LIBRARIES = (
    Library(
        "@noble/ed25519 3.2.0 (MIT)",
        "https://registry.npmjs.org/@noble/ed25519/-/ed25519-3.2.0.tgz",
        "sha512-criDgRlnUA09hchYrTy/JUWPIEap5rZxQe6wDWzRx51oWWpDRcUpuNzlgPxDJaOK6AsW9c0wKcj3rKRv6t+bPQ==",
        {
            "package/index.js": (
                "noble-ed25519.js",
                "4595bf476f2707cff952bf90866403eee4792e82c00d77cb1d9bd7802f3e8db7",
            ),
            "package/LICENSE": (
                "noble-ed25519.LICENSE.txt",
                "394c2e6e5552e5dba202bee6390b9d6aa2754d657f5b9869e83b3d265a315501",
            ),
        },
    ),
    Library(
        "qr 0.5.0 (MIT or Apache-2.0)",
        "https://registry.npmjs.org/qr/-/qr-0.5.0.tgz",
        "sha512-LtnyJsepKCMzfmHBZKVNo1g29kS+8ZbuxE9294EsRhHgVVpy4x8eFw9o4J9SIolDHoDYuaEIY+z8UjiCv/eudA==",
        {
            "package/decode.js": ("qr-decode.js", "9264beacbb54f237ad590d70b2e3e55b41d4963aba0999c48161233f2823f5b0"),
            "package/index.js": ("index.js", "2969d2cb37845b13359d979aed0051c20e0c9615ce488694ba0d721ff9dc8099"),
            "package/LICENSE-MIT": (
                "qr.LICENSE.txt",
                "07a9f887e9215644439b808628b09f8eece932d79130ff563f958f3a1783e684",
            ),
        },
        (("toASCII()", "toImage("), ("function detectType(", "export const utils"), ("export const _tests", "no more")),
    ),
)


class Unfetched(Exception):
    """The network did not give a library: the package is built without it."""


class Altered(Exception):
    """What came is not what was pinned: nothing is built with it."""


def fetch(folder: Path = FOLDER) -> None:
    """Write what is missing or not as pinned; no network where all is there. Raises Unfetched, Altered."""
    for library in LIBRARIES:
        if all(_digest(folder / name) == sha256 for name, sha256 in library.files.values()):
            continue
        members = _members(library)
        folder.mkdir(parents=True, exist_ok=True)
        for member, (name, sha256) in library.files.items():
            data = shortened(members[member], library.cuts) if name.endswith(".js") else members[member]
            if hashlib.sha256(data).hexdigest() != sha256:
                raise Altered(f"{library.name}: {name} is not what was pinned")
            (folder / name).write_bytes(data)


def _members(library: Library) -> dict[str, bytes]:
    try:
        with urllib.request.urlopen(library.tarball, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 - https, above
            data = answer.read(MAX_TARBALL)
    except OSError as error:
        raise Unfetched(f"{library.tarball}: {error}") from error
    found = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != library.integrity:
        raise Altered(f"{library.tarball} is {found}, not {library.integrity}")
    out: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in library.files:
            file = archive.extractfile(member)
            assert file is not None, "a file of the tarball"
            out[member] = file.read()
    return out


def shortened(data: bytes, cuts: tuple[tuple[str, str], ...]) -> bytes:
    """Without lines that are comments alone, the blank that lines begin with, and `cuts`: more than half of both
    libraries, which a phone would pay for. The licences are kept beside. Hashes are of what this gives; tests run it."""
    out: list[str] = []
    inside = False
    until = ""
    for line in data.decode().split("\n"):
        shown = line.strip()
        until = next((last for first, last in cuts if shown.startswith(first)), until)
        if until and not shown.startswith(until):
            continue
        until = ""
        if inside:
            inside = not shown.endswith("*/")
        elif shown.startswith("/*"):
            inside = "*/" not in shown
            if not inside and not shown.endswith("*/"):
                out.append(shown)
        elif shown and not shown.startswith("//"):
            out.append(shown)
    return ("\n".join(out) + "\n").encode()


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


class LibrariesHook(BuildHookInterface):  # type: ignore[misc]
    """Runs for a wheel and for an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        try:
            fetch()
        except Unfetched as error:
            self.app.display_warning(f"The libraries of the offline page could not be fetched ({error}). {HINT}")


def main() -> int:
    try:
        fetch()
    except Unfetched as error:
        print(f"The libraries of the offline page could not be fetched ({error}). {HINT}", file=sys.stderr)  # noqa: T201
    except Altered as error:
        print(f"Refused: {error}. Do not install this; tell the project.", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
