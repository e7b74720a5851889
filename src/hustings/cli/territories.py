"""``hustings territories``: load a country, import polling stations."""

from pathlib import Path

import click


@click.group()
def territories() -> None:
    """Load the territories of a country and the campaign's polling stations."""


@territories.command()
@click.argument("country", default="FR")
def load(country: str) -> None:
    """Load COUNTRY (FR), or bring it up to date. Running it again changes nothing."""
    from hustings.territories import actions, shipped

    try:
        with click.progressbar(length=5, label=f"Loading {country}") as bar:
            done = actions.load_country(
                code=country.upper(), progress=lambda at, of: bar.update(at - bar.pos)
            )
    except shipped.NoSuchCountry as missing:
        raise click.ClickException(
            f"No territories are shipped for {missing}. There is: {', '.join(shipped.codes())}."
        ) from missing
    click.echo(
        f"{done.n_new} new, {done.n_changed} changed, {done.n_same} as before (file of {done.made_on})."
    )
    for name in done.gone:
        click.echo(f"No longer official, kept because people may live there: {name}")


@territories.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--skip-bad", is_flag=True, help="Leave out bad lines and take the others.")
@click.option("--country", default="FR", show_default=True, help="The country the communes lie in.")
def stations(file: Path, skip_bad: bool, country: str) -> None:
    """Import polling stations from a CSV FILE: commune's INSEE code, number, name, address, place."""
    from hustings.territories import actions
    from hustings.territories.stations import Unreadable

    try:
        done = actions.import_stations(content=file.read_bytes(), skip_bad=skip_bad, country=country.upper())
    except Unreadable as unreadable:
        raise click.ClickException(str(unreadable)) from unreadable
    for problem in done.problems:
        click.echo(f"{file.name}:{problem.line}: {problem.text}", err=True)
    if not done.is_written:
        raise click.ClickException(
            f"Nothing was written: {len(done.problems)} bad lines. Correct them, or use --skip-bad."
        )
    click.echo(f"{done.n_new} new, {done.n_changed} changed, {done.n_same} as before.")
