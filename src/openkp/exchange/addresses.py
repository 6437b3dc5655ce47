"""Where a webhook may go: nothing inside the installation's own network, whatever a name resolves to.

Asked when an endpoint is registered, and again at each connection, which goes to the very address that was checked
(channel.py): a name that resolves to another place a moment later leads nowhere.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from openkp.core.refusal import Refusal

MAX_URL = 400
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """A webhook's address, taken apart. `path` carries the query."""

    scheme: str
    host: str
    port: int
    path: str


class Forbidden(Exception):
    """The name resolves to an address to which nothing is sent."""


def private_allowed() -> bool:
    """A demonstration tells receivers on the same machine; any other installation only if it was told so."""
    return bool(settings.OPENKP_WEBHOOKS_PRIVATE) or (Path(settings.OPENKP_HOME) / "demo.json").is_file()


def target(url: str) -> Target:
    """Refuses ``exchange.url_malformed`` and ``exchange.url_not_https``."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refusal("exchange.url_malformed") from None
    sound = url.isascii() and url.isprintable() and " " not in url and len(url) <= MAX_URL and "\\" not in url
    if not sound or parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise Refusal("exchange.url_malformed")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise Refusal("exchange.url_malformed")
    if parts.scheme == "http" and not private_allowed():
        raise Refusal("exchange.url_not_https")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80), path)


def check(url: str) -> None:
    """Whether a webhook may go there, today. Refuses ``exchange.url_*``; a name that does not resolve too."""
    found = target(url)
    try:
        resolve(found.host, found.port)
    except Forbidden:
        raise Refusal("exchange.url_private", host=found.host[:100]) from None
    except OSError:
        raise Refusal("exchange.url_unknown_host", host=found.host[:100]) from None


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a name, in the resolver's order. Raises Forbidden if any of them is, OSError if none is."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except UnicodeError:
        raise OSError("not a name") from None
    addresses = tuple(dict.fromkeys(str(row[4][0]) for row in found))
    if not addresses:
        raise OSError("no address")
    allowed = private_allowed()
    for address in addresses:
        if not may_reach(address, private=allowed):
            raise Forbidden(host)
    return addresses


def may_reach(address: str, *, private: bool = False) -> bool:
    """Whether an address may be sent to: one of the public internet; with `private`, of this machine or network too,
    but never a link-local one, where clouds answer with their credentials."""
    if "%" in address:  # a zone: link-local
        return False
    return all(_may_reach(one, private) for one in _seen(ipaddress.ip_address(address)))


def _may_reach(address: Address, private: bool) -> bool:
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    if address.is_reserved and not address.is_loopback:
        return False
    return address.is_global or (private and (address.is_loopback or address.is_private))


def _seen(address: Address) -> list[Address]:
    """An address, or the IPv4 address that stands inside it and that it really leads to."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return [address.ipv4_mapped]
        if address.sixtofour is not None:
            return [address, address.sixtofour]
        if address in _NAT64:
            return [ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)]
        if address.teredo is not None:
            return [address, *address.teredo]
    return [address]
