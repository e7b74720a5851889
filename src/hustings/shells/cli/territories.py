"""``hustings territories``: load a country, import polling stations."""

from pathlib import Path
from typing import Any

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import ngettext, number


@click.group(help=_("Load the territories of a country and the campaign's polling stations."))
def territories() -> None:
    """Group the commands about territories."""


@territories.command(help=_("Load or update COUNTRY (FR). Safe to run again."))
@click.argument("country", default="FR")
def load(country: str) -> None:
    """Load a country."""
    from hustings.foundation.territories import actions, shipped

    try:
        with click.progressbar(length=5, label=_("Loading {country}").format(country=country)) as bar:
            done = actions.load_country(
                code=country.upper(), progress=lambda at, of: bar.update(at - bar.pos)
            )
    except shipped.NoSuchCountry as missing:
        raise click.ClickException(
            _("No territories available for {country}. Available: {known}.").format(
                country=missing, known=", ".join(shipped.codes())
            )
        ) from missing
    click.echo(_counts(done) + " " + _("The data is from {day}.").format(day=done.made_on))
    for name in done.gone:
        click.echo(
            _("No longer official, kept because people may be assigned to it: {name}").format(name=name)
        )


@territories.command(
    help=_("Import polling stations from a CSV FILE: commune's INSEE code, number, name, address, place.")
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--skip-bad", is_flag=True, help=_("Skip bad lines and import the others."))
@click.option("--country", default="FR", show_default=True, help=_("Country of the communes."))
def stations(file: Path, skip_bad: bool, country: str) -> None:
    """Import polling stations."""
    from hustings.foundation.file_imports.source.encodings import Unreadable
    from hustings.foundation.territories import actions

    try:
        done = actions.import_stations(
            content=file.read_bytes(), skip_bad=skip_bad, country=country.upper(), file_name=file.name
        )
    except Unreadable as unreadable:
        raise click.ClickException(str(unreadable)) from unreadable
    for problem in done.problems:
        click.echo(f"{file.name}:{problem.line}: {problem.text}", err=True)
    if not done.is_written:
        raise click.ClickException(
            ngettext(
                "Nothing was written: {n} bad line. Correct it, or use --skip-bad.",
                "Nothing was written: {n} bad lines. Correct them, or use --skip-bad.",
                len(done.problems),
            ).format(n=number(len(done.problems)))
        )
    click.echo(_counts(done))


def _counts(done: Any) -> str:
    return _("{new} new, {changed} updated, {same} unchanged.").format(
        new=number(done.n_new), changed=number(done.n_changed), same=number(done.n_same)
    )
