"""C2SP tlog-policy: which logs are known, which witnesses, and how many of them must have seen a checkpoint."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from openkp.core.refusal import Refusal

from .checkpoint import Checkpoint, check_checkpoint, read_checkpoint
from .note import SignatureType, VerifierKey

NO_QUORUM = "none"
MAX_POLICY = 1_000_000  # bytes
_FORBIDDEN = re.compile(rb"[^\t\n\x20-\x7e\x80-\xff]")
_NUMBER = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Group:
    """Witnesses a checkpoint when at least `threshold` of its members do."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Names are opaque octets (kept as text with surrogate escapes). `quorum` names a witness or group, or "none"."""

    logs: tuple[VerifierKey, ...] = ()
    witnesses: dict[str, VerifierKey] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = NO_QUORUM
    urls: dict[VerifierKey, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str | bytes) -> Policy:
        """Read a policy file. Refuses ``tlog.policy_malformed`` with the number of the line (0: the whole)."""
        return _Reading().read(text)

    def to_text(self) -> str:
        """The policy as a file: logs, witnesses, groups, quorum."""
        lines = [" ".join(["log", str(key), *self._url(key)]) for key in self.logs]
        lines += [" ".join(["witness", name, str(key), *self._url(key)]) for name, key in self.witnesses.items()]
        lines += [" ".join(["group", name, str(it.threshold), *it.members]) for name, it in self.groups.items()]
        return "\n".join([*lines, f"quorum {self.quorum}", ""])

    def check(self, note: str | bytes) -> Checkpoint:
        """A checkpoint that one of the logs signed and a quorum of witnesses cosigned.

        Refuses ``tlog.other_log``, ``tlog.no_quorum``, and like `check_checkpoint`.
        """
        origin = read_checkpoint(note).origin
        refused = Refusal("tlog.other_log", origin=origin)
        for log in self.logs:
            if log.name != origin:
                continue
            try:
                found = check_checkpoint(note, log, self.witnesses.values())
            except Refusal as refusal:
                refused = refusal
                continue
            keys = {one.key for one in found.verified}
            if not self._witnessed(self.quorum, keys):
                raise Refusal("tlog.no_quorum", count=len(keys) - 1, quorum=self.quorum)
            return found
        raise refused

    def _witnessed(self, name: str, keys: set[VerifierKey]) -> bool:
        if name == NO_QUORUM:
            return True
        if name in self.witnesses:
            return self.witnesses[name] in keys
        group = self.groups[name]
        return sum(self._witnessed(member, keys) for member in group.members) >= group.threshold

    def _url(self, key: VerifierKey) -> list[str]:
        return [self.urls[key]] if key in self.urls else []


class _Reading:
    """One pass over the lines: a name is used only after the line that defines it."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, Group] = {}
        self.urls: dict[VerifierKey, str] = {}
        self.members: set[str] = set()
        self.quorum: str | None = None

    def read(self, text: str | bytes) -> Policy:
        number = 0
        try:
            raw = text.encode(errors="surrogateescape") if isinstance(text, str) else text
            if len(raw) > MAX_POLICY or _FORBIDDEN.search(raw):
                raise ValueError("a character that no policy holds")
            words: dict[str, Callable[[list[str]], None]] = {
                "log": self._log,
                "witness": self._witness,
                "group": self._group,
                "quorum": self._quorum,
            }
            for number, line in enumerate(raw.decode(errors="surrogateescape").split("\n"), 1):  # noqa: B007
                items = line.replace("\t", " ").strip(" ")
                if items and not items.startswith("#"):
                    word, *rest = (item for item in items.split(" ") if item)
                    words[word](rest)
            number = 0
            if self.quorum is None:
                raise ValueError("a quorum line is needed")
        except (ValueError, KeyError, IndexError, Refusal):
            raise Refusal("tlog.policy_malformed", line=number) from None
        return Policy(tuple(self.logs), self.witnesses, self.groups, self.quorum, self.urls)

    def _log(self, items: list[str]) -> None:
        key = self._key(items)
        if any(key.public_key == other.public_key for other in self.logs):
            raise ValueError("a log is listed once")
        self.logs.append(key)

    def _witness(self, items: list[str]) -> None:
        name, *rest = items
        key = self._key(rest)
        if key.type is SignatureType.ED25519:
            raise ValueError("a witness cosigns")
        if any(key.public_key == other.public_key for other in self.witnesses.values()):
            raise ValueError("a witness is listed once")
        self._name(name)
        self.witnesses[name] = key

    def _group(self, items: list[str]) -> None:
        name, needed, *members = items
        self._name(name)
        for member in members:
            if member not in self.witnesses and member not in self.groups:
                raise ValueError("a member is defined before its group")
            if member in self.members:
                raise ValueError("a member belongs to one group")
            self.members.add(member)
        threshold = {"any": 1, "all": len(members)}.get(needed) or int(_matched(_NUMBER, needed))
        if not 1 <= threshold <= len(members):
            raise ValueError("a threshold between one and all")
        self.groups[name] = Group(threshold, tuple(members))

    def _quorum(self, items: list[str]) -> None:
        (name,) = items
        if self.quorum is not None or (name != NO_QUORUM and name not in self.witnesses and name not in self.groups):
            raise ValueError("one quorum, of a name already defined")
        self.quorum = name

    def _key(self, items: list[str]) -> VerifierKey:
        vkey, *url = items
        key = VerifierKey.parse(vkey)
        if len(url) > 1:
            raise ValueError("one address at most")
        if url:
            self.urls[key] = url[0]
        return key

    def _name(self, name: str) -> None:
        if name == NO_QUORUM or name in self.witnesses or name in self.groups:
            raise ValueError("a name is defined once")


def _matched(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text
