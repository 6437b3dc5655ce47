"""`openkp backup FILE` and `openkp restore FILE`: all that may not be lost, in one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from openkp.cli import EXIT_DAMAGE, EXIT_NOT_READY, language, need_platform, start_platform
from openkp.cli.installation import now
from openkp.config import environment
from openkp.words import say
from openkp.words.formats import number


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write all that may not be lost into FILE, while the installation works: database, keys as they are encrypted,
    stored files, checkpoint. Not the passphrase: keep it apart. FILE must not be there yet."""
    from openkp.config import backup as backups

    lang = language()
    path = file.absolute()
    taken = backups.take(path, now=now(), progress=_tell)
    click.echo(f"{taken.path}")
    click.echo(f"sha256:{taken.sha256}")
    click.echo(say(lang, "backup.taken", files=taken.files, leaves=taken.leaves or 0, bytes=number(lang, taken.size)))
    for name in taken.left_out:
        click.echo(say(lang, "backup.left_out", name=name), err=True)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--newest-checkpoint",
    "newest",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The newest checkpoint of the log that anyone still has: it guards the log from now on.",
)
@click.option("--nothing-since", is_flag=True, help="Say that nothing was published after the backup, instead.")
@click.option("--check", "only_check", is_flag=True, help="Read FILE against its manifest, restore nothing.")
def restore(file: Path, newest: Path | None, nothing_since: bool, only_check: bool) -> int:
    """Bring FILE back into an empty OPENKP_HOME and, with DATABASE_URL, an empty database; then audit.

    Exit 65: the log went on after the backup. It can be read and audited, and signs nothing more."""
    need_platform()
    from openkp.config import archive
    from openkp.config import restore as restoring

    lang = language()
    if only_check:
        manifest = archive.check(file)
        click.echo(say(lang, "backup.is_whole", at=manifest.facts["taken_at"], files=len(manifest.files)))
        return 0
    if (newest is None) == (not nothing_since):
        raise click.UsageError(say(lang, "backup.which_checkpoint"))
    try:
        env = environment.read()
    except environment.BadEnvironment as error:
        raise click.UsageError(str(error)) from None
    _tell("reading")
    plan = restoring.plan(file, newest=None if newest is None else newest.read_bytes())
    restoring.bring_back(plan, env, progress=_tell)
    return _first_steps(plan.behind)


def _first_steps(behind: int) -> int:
    """Make the log again and audit. Where the log went on after the backup, say what that means."""
    lang = language()
    start_platform()
    from openkp.cli.audit import audit
    from openkp.config import restored
    from openkp.core.refusal import Damage

    missing = restored.pending()
    if missing:
        click.echo(say(lang, "backup.update_first", count=len(missing), name=missing[0]), err=True)
        return EXIT_NOT_READY
    _tell("log")
    stopped = ""
    try:
        size = restored.rebuild_log()
        click.echo(say(lang, "backup.log_made", leaves=size or 0))
    except Damage as damage:
        stopped = str(damage)
    code = audit.main(args=[], standalone_mode=False)
    if stopped:
        click.echo(say(lang, "backup.behind", behind=behind, what=stopped), err=True)
        return EXIT_DAMAGE
    click.echo(say(lang, "backup.restored"))
    return int(code)


def _tell(part: str) -> None:
    click.echo(f"… {say(language(), f'backup.part_{part}')}", err=True)
