"""``hustings restore``."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings
from django.db import connection

from hustings.foundation.backups import ages, content, files, reader, writer
from hustings.foundation.backups import restore as restoring
from hustings.foundation.backups.refusals import Refused
from hustings.foundation.jobs.models import WorkerHeartbeat
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import number
from hustings.shells.cli import prepare
from hustings.shells.cli.processes import downtime, versions
from hustings.shells.cli.terminal.progress_bars import Bars


@click.command(
    help=_(
        """Restore database and files from FILE, a backup of SQLite or PostgreSQL.

    First stop `hustings up`, or all web, worker and scheduler processes on all machines. The file is verified
    before anything changes; then the tables change in one transaction. The previous data is kept in
    var/backups unless you say otherwise."""
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=_("Replace the current data without asking."))
@click.option("--no-copy", is_flag=True, help=_("Keep no copy of the current data."))
@click.option(
    "--verify", is_flag=True, help=_("Only check that FILE is complete and compatible; change nothing.")
)
def restore(file: Path, yes: bool, no_copy: bool, verify: bool) -> None:
    """Put a backup in the place of what is here."""
    versions.refuse_newer()
    try:
        with Bars() as bars:
            size = file.stat().st_size if file.exists() else 0
            with reader.opened(file, lambda n: bars(_("bytes verified"), n, size)) as backup:
                _say_what(backup)
                ages.is_current(connection, backup.manifest)
                if verify:
                    return
                with downtime.held(Path(settings.VAR)):
                    _restore(backup, bars, yes, no_copy)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None


def _restore(backup: reader.Backup, bars: Bars, yes: bool, no_copy: bool) -> None:
    var, roots = Path(settings.VAR), content.roots()
    if said := restoring.recover(connection, var, roots):
        click.echo(said)
    if restoring.holds_data(connection):
        _agreed(yes)
        if not no_copy:
            _keep(var, bars)
            downtime.look()  # that took its time: somebody may have started a process
    prepare.migrate_all()
    with files.alone(var):
        n = restoring.restore(
            connection, backup, var, roots, lambda n: bars(_("bytes restored"), n, backup.size)
        )
    WorkerHeartbeat.objects.all().delete()  # signs of life from the time of the backup
    click.echo(_("{n} rows restored. Everyone must sign in again.").format(n=number(n)))
    if backup.manifest.key != content.key_fingerprint():
        click.echo(
            _(
                "The secret key here is not the one this backup was made under: links in mails sent before"
                " (to unsubscribe, to confirm) no longer work, and erased people are not recognised if they"
                " are imported again. If you still have the old key, put it into {file} or name it in"
                " HUSTINGS_OLD_SECRET_KEYS."
            ).format(file=var / "secret-key"),
            err=True,
        )


def _say_what(backup: reader.Backup) -> None:
    made = datetime.fromisoformat(backup.manifest.made_at).astimezone()
    says = _("The backup is complete. It was made on {moment} by Hustings {version}.")
    click.echo(says.format(moment=f"{made:%Y-%m-%d %H:%M}", version=backup.manifest.hustings))


def _agreed(yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise Refused(_("There is already a campaign here. Use --yes to replace it. Nothing was changed."))
    click.confirm(_("There is already a campaign here. Replace it?"), abort=True)


def _keep(var: Path, bars: Bars) -> None:
    folder = var / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"before-restore-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.tar.gz"
    writer.make(connection, copy, content.roots(), bars)
    click.echo(_("The previous data is kept in {file}.").format(file=copy))
