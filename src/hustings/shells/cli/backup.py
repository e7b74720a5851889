"""``hustings backup``."""

from datetime import UTC, datetime
from pathlib import Path

import click
from django.db import connection

from hustings.foundation.backups import content, writer
from hustings.foundation.backups.refusals import Refused
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import number
from hustings.shells.cli.terminal.progress_bars import Bars


@click.command(
    help=_(
        """Back up database and files to FILE, while the campaign runs.

    FILE is compressed, protected against changes and readable only by you. If FILE is a folder, the backup
    is named after the date and time. The secret key (var/secret-key) is not in it: keep a copy."""
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--quiet", is_flag=True, help=_("Print nothing unless it fails."))
def backup(file: Path, quiet: bool) -> None:
    """Make a backup."""
    if file.is_dir():
        file /= f"hustings-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.tar.gz"
    if not file.parent.is_dir():
        raise click.ClickException(
            _("The folder {folder} doesn’t exist. Create it first.").format(folder=file.parent)
        )
    try:
        with Bars(quiet) as bars:
            sums = writer.make(connection, file, content.roots(), bars)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    if not quiet:
        says = _("{file}: {rows} rows and {files} files in {size} MB.")
        size = number(sums.bytes / 1e6, 1)
        click.echo(says.format(file=file, rows=number(sums.rows), files=number(sums.files), size=size))
