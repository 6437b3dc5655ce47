"""The command line. `openkp verify` runs without Django; the other commands need ``openkp[server]``."""

from __future__ import annotations

import importlib
import importlib.util
import sys

import click

from openkp import __version__

EXIT_USAGE = 64  # sysexits.h EX_USAGE
EXIT_DAMAGE = 65  # EX_DATAERR: integrity is broken, nothing was done, call someone
EXIT_NO_DATABASE = 69  # EX_UNAVAILABLE: it does not answer
EXIT_BUG = 70  # EX_SOFTWARE
EXIT_IO = 74  # EX_IOERR: a file cannot be read or written
EXIT_LATER = 75  # EX_TEMPFAIL: "being sealed"
EXIT_NOT_READY = 78  # EX_CONFIG: the database has not the tables of this version: openkp init

# command -> module that holds a click command of that name; imported when it is called
COMMANDS = {
    "verify": "openkp.cli.verify",
    "init": "openkp.cli.installation",
    "serve": "openkp.cli.installation",
    "worker": "openkp.cli.installation",
    "key": "openkp.cli.key",
    "person": "openkp.cli.person",
    "token": "openkp.cli.token",
    "trust": "openkp.cli.publish",
    "log": "openkp.cli.publish",
    "certificate": "openkp.cli.certificate",
    "shipment": "openkp.cli.shipment",
    "alarm": "openkp.cli.alarm",
    "lot": "openkp.cli.lot",
    "audit": "openkp.cli.audit",
    "backup": "openkp.cli.backup",
    "restore": "openkp.cli.backup",
    "demo": "openkp.cli.demo",
    "generate": "openkp.cli.generate",
}
# verify needs no Django; the others write the installation's file before the settings read it
WITHOUT_PLATFORM = frozenset({"verify", "init", "demo", "restore"})


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A command that needs an installation says so where there is none, before it asks the database. Help needs
        nothing."""
        name, command, rest = super().resolve_command(ctx, args)
        if name not in WITHOUT_PLATFORM and "--help" not in rest:
            start_platform()
            from django.conf import settings

            if not settings.ENV.initialised:
                click.echo("There is no installation here yet. Run: openkp init (or: openkp demo)", err=True)
                raise SystemExit(EXIT_USAGE)
        return name, command, rest


def need_platform() -> None:
    """Say what is missing where only the verifier is installed: before anything is written."""
    if importlib.util.find_spec("django") is None:
        click.echo("This command needs the platform, openkp[server]: in the project's folder, make install", err=True)
        raise SystemExit(EXIT_USAGE)


def start_platform() -> None:
    """Set Django up; say what is missing where the platform is not installed or its environment is wrong."""
    need_platform()
    import os

    import django

    from openkp.config.environment import BadEnvironment

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openkp.config.settings")
    try:
        django.setup()
    except BadEnvironment as error:
        click.echo(str(error), err=True)
        raise SystemExit(EXIT_USAGE) from None


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="openkp")
def cli() -> None:
    """The Kimberley Process as running software."""


def main() -> None:
    """Entry point: wrong use is 64 and a bug is 70, so that neither is mistaken for a verdict."""
    try:
        code = cli.main(standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except click.Abort:
        sys.exit(130)
    except SystemExit:
        raise
    except Exception as error:
        from openkp.core.refusal import Refusal, Refusals

        if isinstance(error, Refusal | Refusals):
            from openkp.words import say_all

            for sentence in say_all(language(), error):
                click.echo(sentence, err=True)
            sys.exit(1)
        if isinstance(error, OSError) and error.filename is not None:
            click.echo(f"{error.filename}: {error.strerror}", err=True)
            sys.exit(EXIT_IO)
        code = _told(error)
        if code:
            sys.exit(code)
        import traceback

        traceback.print_exc()
        sys.exit(EXIT_BUG)
    sys.exit(code if isinstance(code, int) else 0)


def _told(error: Exception) -> int:
    """Say in one sentence what is wrong with the installation, if that is what `error` is; its exit code, else 0."""
    from openkp.core.refusal import Damage
    from openkp.words import say

    if isinstance(error, Damage):
        click.echo(say(language(), "cli.damage", what=str(error)), err=True)
        return EXIT_DAMAGE
    database = sys.modules.get("django.db.utils")  # not loaded where only the verifier is
    if database is None or not isinstance(error, database.OperationalError | database.ProgrammingError):
        return 0
    what = (str(error).splitlines() or [""])[0]
    if _lacks_tables(error):
        click.echo(say(language(), "cli.no_tables", what=what), err=True)
        return EXIT_NOT_READY
    if isinstance(error, database.OperationalError):
        click.echo(say(language(), "cli.no_database", what=what), err=True)
        return EXIT_NO_DATABASE
    return 0


def _lacks_tables(error: Exception) -> bool:
    """42P01 and 42703 are PostgreSQL's undefined_table and undefined_column; SQLite has but its words."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in ("42P01", "42703") or str(error).startswith(("no such table", "no such column"))


def language() -> str:
    """The language of the terminal: French if LANG says so, else English."""
    import os

    told = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "fr" if told.lower().startswith("fr") else "en"
