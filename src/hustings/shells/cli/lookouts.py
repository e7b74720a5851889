"""``hustings lookouts FILE…``: search lists on this machine, of any size."""

import sys
from pathlib import Path

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import ngettext, number
from hustings.shells.cli.terminal.progress_bars import Bars


@click.command(
    help=_(
        "Search FILEs (lists of registrations, certificates or look-ups; also gz, bz2 and xz) for"
        " look-alike domains. Results show in HQ. Files searched before are skipped."
    )
)
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE…",
    type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path),
)  # fmt: skip
@click.option("--quiet", is_flag=True, help=_("Show no progress."))
def lookouts(files: tuple[Path, ...], quiet: bool) -> None:
    """Search lists."""
    from hustings.security.lookalikes import dropped, notifications
    from hustings.security.lookalikes.models import List

    has_failed = False
    with Bars(quiet) as bars:
        for path in files:
            size = path.stat().st_size
            is_new = dropped.search_file(path, lambda n, path=path, size=size: bars(path.name, n, size))  # type: ignore[misc]
            row = dropped.row_of(path)
            if row.state == List.State.FAILED:
                has_failed = True
                click.echo(_("{file}: {problem}").format(file=path, problem=_(row.problem)), err=True)
            elif not is_new:
                click.echo(_("{file} was searched before, as {name}.").format(file=path, name=row.name))
            else:
                said = ngettext(
                    "{file}: {n} look-alike, {new} of them new.",
                    "{file}: {n} look-alikes, {new} of them new.", row.n_found,
                )  # fmt: skip
                click.echo(said.format(file=path, n=number(row.n_found), new=number(row.n_new)))
    notifications.of_new()
    sys.exit(1 if has_failed else 0)
