"""``hustings backup``."""

from datetime import UTC, datetime
from pathlib import Path

import click
from django.db import connection

from hustings.backups import content, making
from hustings.backups.refusals import Refused
from hustings.cli.bars import Bars


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--quiet", is_flag=True, help="Say nothing unless it fails.")
def backup(file: Path, quiet: bool) -> None:
    """Write database and files into FILE, while the campaign goes on.

    FILE is compressed, sealed against changes and readable by you alone. Where FILE is a folder, the backup
    is named after the moment. The secret key (var/secret-key) is not in it: keep a copy of that elsewhere.
    """
    if file.is_dir():
        file /= f"hustings-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.tar.gz"
    if not file.parent.is_dir():
        raise click.ClickException(f"There is no folder {file.parent}: make it first.")
    try:
        with Bars(quiet) as bars:
            sums = making.make(connection, file, content.roots(), bars)
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    if not quiet:
        click.echo(f"{file}: {sums.rows:,} rows and {sums.files:,} files in {sums.bytes / 1e6:,.1f} MB.")
