"""``hustings restore``."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from hustings.backups import ages, content, files, making, reading, restoring
from hustings.backups.refusals import Refused
from hustings.cli import quiet
from hustings.cli.bars import Bars
from hustings.jobs.models import WorkerPulse


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Replace what is here without asking.")
@click.option("--no-copy", is_flag=True, help="Keep no copy of what is replaced.")
@click.option("--verify", is_flag=True, help="Only tell whether FILE is whole and fits; change nothing.")
def restore(file: Path, yes: bool, no_copy: bool, verify: bool) -> None:
    """Replace database and files by those in FILE, a backup from either kind of database.

    Stop `hustings up`, or all web, worker and scheduler processes, first: it refuses while one of them runs,
    here or on another machine. The file is read to its end before anything is touched; then the tables
    change in one transaction. What was here before is kept in var/backups unless you say otherwise.
    """
    try:
        with Bars() as bars:
            size = file.stat().st_size if file.exists() else 0
            with reading.opened(file, lambda n: bars("bytes verified", n, size)) as backup:
                _say_what(backup)
                ages.is_current(connection, backup.manifest)
                if verify:
                    return
                with quiet.held(Path(settings.VAR)):
                    _restore(backup, bars, yes, no_copy)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None


def _restore(backup: reading.Backup, bars: Bars, yes: bool, no_copy: bool) -> None:
    var, roots = Path(settings.VAR), content.roots()
    if said := restoring.recover(connection, var, roots):
        click.echo(said)
    if restoring.holds_data(connection):
        _agreed(yes)
        if not no_copy:
            _keep(var, bars)
            quiet.look()  # that took its time: somebody may have started a process
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    with files.alone(var):
        n = restoring.restore(
            connection, backup, var, roots, lambda n: bars("bytes restored", n, backup.size)
        )
    WorkerPulse.objects.all().delete()  # signs of life from the time of the backup
    click.echo(f"{n:,} rows are in place. Everybody signs in again.")
    if backup.manifest.key != content.key_fingerprint():
        click.echo(
            "The secret key here is not the one this backup was made under: links in mails sent before (to"
            " unsubscribe, to confirm) no longer work, and erased people are not recognised if they are"
            f" imported again. If you still have the old key, put it into {var / 'secret-key'} or name it in"
            " HUSTINGS_OLD_SECRET_KEYS.",
            err=True,
        )


def _say_what(backup: reading.Backup) -> None:
    made = datetime.fromisoformat(backup.manifest.made_at).astimezone()
    click.echo(
        f"The backup is whole. It was made on {made:%Y-%m-%d %H:%M} by Hustings {backup.manifest.hustings}."
    )


def _agreed(yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refused("There is a campaign here already. To replace it say --yes. Nothing was touched.")
    click.confirm("There is a campaign here already. Replace it?", abort=True)


def _keep(var: Path, bars: Bars) -> None:
    folder = var / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"before-restore-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.tar.gz"
    making.make(connection, copy, content.roots(), bars)
    click.echo(f"What was here is kept in {copy}.")
