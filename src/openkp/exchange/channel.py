"""One POST to one address, with every limit: the address is checked and connected to in one step, no redirect is
followed, no proxy of the environment asked, no more read than is needed, and the whole takes SECONDS at most."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore

from openkp.core.refusal import Refusal

from . import addresses

STEP_SECONDS = 10.0  # to connect, and for each piece that is sent or read
SECONDS = 15.0  # for the whole, however slowly the answer drips
MAX_ANSWER = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is None where there was none; `fault` then says why, in a word."""

    status: int | None
    fault: str = ""

    @property
    def taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def post(url: str, headers: Mapping[str, str], body: bytes) -> Answer:
    """Never raises: what goes wrong outside is an answer too."""
    try:
        target = addresses.target(url)
        with httpcore.ConnectionPool(
            ssl_context=_tls(), max_connections=1, retries=0, network_backend=_Guarded(time.monotonic() + SECONDS)
        ) as pool:
            return Answer(_exchange(pool, target, headers, body))
    except addresses.Forbidden:
        return Answer(None, "address")
    except Refusal as refused:
        return Answer(None, refused.code)
    except httpcore.TimeoutException:
        return Answer(None, "timeout")
    except httpcore.ProtocolError:
        return Answer(None, "protocol")
    except ssl.SSLError:
        return Answer(None, "tls")
    except (httpcore.NetworkError, OSError) as error:
        return Answer(None, "tls" if "CERTIFICATE" in str(error).upper() or "SSL" in str(error) else "connection")


def _exchange(pool: httpcore.ConnectionPool, target: addresses.Target, headers: Mapping[str, str], body: bytes) -> int:
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    told = [*headers.items(), ("host", _host(target)), ("content-length", str(len(body))), ("connection", "close")]
    limits = {"connect": STEP_SECONDS, "read": STEP_SECONDS, "write": STEP_SECONDS, "pool": STEP_SECONDS}
    with pool.stream("POST", url, headers=told, content=body, extensions={"timeout": limits}) as answer:
        read = 0
        for piece in answer.iter_stream():
            read += len(piece)
            if read >= MAX_ANSWER:
                break
        return int(answer.status)


def _host(target: addresses.Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = 443 if target.scheme == "https" else 80
    return host if target.port == usual else f"{host}:{target.port}"


@cache
def _tls() -> ssl.SSLContext:
    """The roots of the system: an administration may add its own."""
    return ssl.create_default_context()


class _Guarded(httpcore.NetworkBackend):
    """Connects to the address that was checked, and to no other; counts the time of the whole."""

    def __init__(self, end: float) -> None:
        self._end = end
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception | None = None
        for address in addresses.resolve(host, port)[:4]:
            try:
                stream = self._network.connect_tcp(address, port, timeout=_left(self._end, timeout))
            except httpcore.ConnectError as error:
                failed = error
            else:
                return _Hurried(stream, self._end)
        assert failed is not None, "a name resolves to an address"
        raise failed


class _Hurried(httpcore.NetworkStream):
    """A stream of which each step ends with the time of the whole."""

    def __init__(self, stream: httpcore.NetworkStream, end: float) -> None:
        self._stream, self._end = stream, end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._end, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._end, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _left(self._end, timeout))
        return _Hurried(stream, self._end)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(end: float, step: float | None) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time of the whole is over")
    return min(left, STEP_SECONDS if step is None else step)
