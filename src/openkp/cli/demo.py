"""`openkp demo`: a demonstration world, its story, and the server to walk in it."""

from __future__ import annotations

import json
import os
import shlex
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import click

from openkp.cli import EXIT_USAGE, language, need_platform, start_platform
from openkp.cli.installation import now, run_server
from openkp.config import environment
from openkp.words import say

DEFAULT_PORT = 8000
DEFAULT_SEED = 1
NAME = "OpenKP demonstration"


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help=f"Port of its address [default: {DEFAULT_PORT}].")
@click.option("--no-serve", is_flag=True, help="Build it and print the story, then stop.")
@click.option(
    "--accounts", "only_accounts", is_flag=True, help="Print the accounts of the demonstration, nothing else."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output (with --accounts).")
@click.option("--seed", type=click.IntRange(0, 10**6), help=f"Another seed, another world [default: {DEFAULT_SEED}].")
def demo(port: int | None, no_serve: bool, only_accounts: bool, as_json: bool, seed: int | None) -> None:
    """Build a demonstration world in OPENKP_HOME (default ./var), tell a parcel's story, and serve it.

    Run it again to go on after a cut, or to serve the same world again. Everything in it is a specimen.
    """
    need_platform()
    home = _home()
    if only_accounts:
        _accounts(home, as_json=as_json)
        return
    if as_json:
        raise click.UsageError("--json goes with --accounts")
    url = _address(home, port)
    _make(home, url, seed)
    _tell(home, url)
    if no_serve:
        return
    click.echo(say(language(), "demo.serving", address=url))
    run_server(host="127.0.0.1", port=int(url.rsplit(":", 1)[1]))


def _home() -> Path:
    try:
        return environment.read().home
    except environment.BadEnvironment as error:
        raise click.UsageError(str(error)) from None


def _accounts(home: Path, *, as_json: bool) -> None:
    start_platform()
    from openkp.demo import ground

    items = ground.accounts(home)
    if items is None:
        _refuse("demo.not_here")
    if as_json:
        click.echo(json.dumps({"items": items}, ensure_ascii=False, indent=1))
        return
    _print_accounts(items)


def _address(home: Path, port: int | None) -> str:
    """The address of the demonstration, frozen when it is made; refuses another, a real installation, a taken port."""
    known = _installation(home)
    url = str(known.get("url") or f"http://localhost:{port or DEFAULT_PORT}")
    frozen = int(url.rsplit(":", 1)[1]) if url.count(":") == 2 else 80
    # a cut between the two files leaves the first one, which is ours by its name
    ours = (home / "demo.json").exists() or (known.get("specimen") is True and known.get("name") == NAME)
    if known and not ours:
        _refuse("demo.is_real", path=str(home))
    if port not in (None, frozen):
        _refuse("demo.other_port", path=str(home), address=url, port=str(frozen))
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", frozen))
        except OSError:
            _refuse("demo.port_taken", port=str(frozen))
    return url


def _installation(home: Path) -> dict[str, object]:
    """What the installation in that folder was made as; empty if there is none."""
    path = home / environment.INSTALLATION_FILE
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _make(home: Path, url: str, seed: int | None) -> None:
    """Build the world, or go on building it, or do nothing if it is there."""
    start = time.monotonic()
    progress = _progress(start)
    environment.write_installation(home, url=url, specimen=True, name=NAME)
    start_platform()
    from openkp.demo import build, ground

    marker = ground.read(home)
    if marker is None:
        try:
            ground.check_database()
        except ground.NotADemonstration as error:
            raise click.UsageError(str(error)) from None
        marker = ground.Marker(DEFAULT_SEED if seed is None else seed, now())
        marker.write(home)
    elif seed not in (None, marker.seed):
        _refuse("demo.other_seed", path=str(home), seed=str(marker.seed))
    if not marker.complete:
        build.build(home, marker, now=now, progress=progress)


def _progress(start: float) -> Callable[[str], None]:
    def tell(part: str) -> None:
        click.echo(f"{time.monotonic() - start:5.1f} s  {say(language(), f'demo.part_{part}')}", err=True)

    return tell


def _tell(home: Path, url: str) -> None:
    """The story, the files that wait, the accounts, and how to verify."""
    from openkp.demo import ground, telling

    marker = ground.read(home)
    assert marker is not None and marker.complete, "the world is made"
    lang = language()
    click.echo("")
    for line in telling.lines(marker, lang=lang, url=url, home=home, command=_command(home)):
        click.echo(line)
    click.echo("")
    click.echo(say(lang, "demo.accounts_title"))
    _print_accounts(ground.accounts(home) or [])
    click.echo("")


def _print_accounts(items: list[dict[str, str]]) -> None:
    width = max((len(item["login"]) for item in items), default=0)
    for item in items:
        click.echo(f"  {item['role']:<20}{item['login']:<{width + 2}}{item['password']}  {item['person']}")


def _command(home: Path) -> str:
    """`openkp` as this reader has to type it."""
    program = Path(sys.argv[0])
    name = "openkp" if program.name.startswith("__main__") else os.path.relpath(program)
    chosen = os.environ.get("OPENKP_HOME")
    return f"OPENKP_HOME={shlex.quote(str(home))} {name}" if chosen else name


def _refuse(code: str, **facts: str) -> NoReturn:
    click.echo(say(language(), code, **facts), err=True)
    raise SystemExit(EXIT_USAGE)
