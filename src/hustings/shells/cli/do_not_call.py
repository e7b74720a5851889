"""``hustings do-not-call``: read a do-not-call list of any size from a file."""

import datetime as dt
from pathlib import Path

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.outreach.calls import actions
from hustings.people.persons.refusals import Refused


@click.command(help=_("Read a do-not-call list from a file with one number on each line."))
@click.argument("name")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help=_("Day of the list; default: today."))
def do_not_call(name: str, file: Path, as_of: dt.datetime | None) -> None:
    with file.open(encoding="utf-8", errors="replace") as lines:
        try:
            found = actions.read_numbers(
                lines=lines, name=name, file=file.name, as_of=as_of.date() if as_of else None
            )
        except Refused as why:
            raise click.ClickException(str(why)) from why
    click.echo(
        _("%(n)s numbers read, %(unread)s lines without one.") % {"n": found.n, "unread": found.n_unread}
    )
