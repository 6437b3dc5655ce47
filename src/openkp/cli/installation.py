"""`openkp init`, `serve`, `worker`: make an installation and run it."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

import click

from openkp.cli import EXIT_USAGE, need_platform, start_platform
from openkp.config import environment

STOP_SECONDS = 20  # what a request or a round of work in hand may take to end


def now() -> dt.datetime:
    """The clock of the doors: whole seconds, UTC. Nothing below reads it."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


@click.command()
@click.option("--url", help="Public address; frozen for ever [default: OPENKP_URL, or http://localhost:8000].")
@click.option("--name", default="OpenKP", show_default=True, help="Name of the installation.")
@click.option("--specimen", is_flag=True, help="Keys without value: everything issued says SPECIMEN.")
@click.option("--admin", metavar="EMAIL", help="Create the first administrator; the password is asked for.")
def init(url: str | None, name: str, specimen: bool, admin: str | None) -> None:
    """Make the installation in OPENKP_HOME (default ./var): database, reference facts, keys. Safe to repeat."""
    need_platform()
    try:
        known = environment.read()
        url = url.rstrip("/") if url else known.url
        environment.write_installation(known.home, url=url, specimen=specimen, name=name)
    except environment.BadEnvironment as error:
        raise click.UsageError(str(error)) from None
    start_platform()
    from openkp.config import founding

    for line in founding.found(now=now(), progress=lambda text: click.echo(text, err=True)):
        click.echo(line)
    if admin and founding.is_administrator(admin):
        click.echo(f"{admin} is an administrator already, with the password of then")
    elif admin:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, value_proc=good_password)
        founding.first_administrator(now=now(), login=admin, password=password)
        click.echo(f"Administrator {admin} may sign in at {url}/")


def good_password(text: str) -> str:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(text)
    except ValidationError as error:
        raise click.UsageError(" ".join(error.messages)) from None
    return text


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(port: int, host: str, workers: int) -> None:
    """Serve the pages and the API, with the worker beside them."""
    run_server(host=host, port=port, workers=workers)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
def worker(once: bool) -> None:
    """Integrate the log, sign status lists anew, tell deadlines, send webhooks: beside `serve`, or alone."""
    from openkp.worker import exchanging, loop

    if once:
        loop.round_of_work(now())
        exchanging.send_due(now)
    else:
        loop.run(now)


def run_server(*, host: str, port: int, workers: int = 2) -> None:
    """Run the app server until it is stopped, with one worker process beside it."""
    from django.conf import settings
    from django.core.management import call_command

    if not settings.ENV.initialised:
        click.echo("There is no installation here yet. Run: openkp init (or: openkp demo)", err=True)
        raise SystemExit(EXIT_USAGE)
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    commands = (
        [sys.executable, "-m", "openkp", "worker"],
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi"),
            *("--host", host, "--port", str(port), "--workers", str(workers)),
            *("--blocking-threads", "2", "--no-ws", "--log-level", "warning"),
            "openkp.config.wsgi:application",
        ],
    )
    # A supervisor stops us by SIGTERM: without a handler the two processes would live on and hold the port.
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    # Each leads a group of its own, so that what it started ends with it even where it could not see to that.
    running = [
        subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own interpreter and arguments
        for command in commands
    ]
    try:
        running[-1].wait()
    except KeyboardInterrupt:
        pass
    finally:
        for process in running:
            process.terminate()
        for process in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=STOP_SECONDS)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def new_request_id() -> str:
    """A request id for an act at the terminal."""
    return f"cli-{secrets.token_hex(16)}"
