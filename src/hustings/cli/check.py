"""``hustings check``."""

import sys

import click
from django.conf import settings

from hustings.cli import findings, ground
from hustings.cli.findings import Level

_COLOURS = {Level.GOOD: "green", Level.LOOK: "yellow", Level.MEND: "red"}


@click.command()
@click.option(
    "--production/--no-production",
    default=None,
    help="Whether to demand what a real campaign needs. Without it: yes if HUSTINGS_BASE_URL is https.",
)
@click.option("--strict", is_flag=True, help="Fail on what should be looked at, too.")
def check(production: bool | None, strict: bool) -> None:
    """Look whether all is well, and say what to do where it is not.

    Ends with 0 if nothing must be mended, with 1 otherwise.
    """
    ground.writable(settings.VAR)
    counts = dict.fromkeys(Level, 0)
    for finding in findings.found(production=settings.BEHIND_TLS if production is None else production):
        counts[finding.level] += 1
        click.echo(f"{click.style(finding.level.value, fg=_COLOURS[finding.level])}  {finding.what}")
        if finding.remedy:
            click.echo(f"      {finding.remedy}")
    click.echo(f"{counts[Level.GOOD]} good, {counts[Level.LOOK]} to look at, {counts[Level.MEND]} to mend.")
    if counts[Level.MEND] or (strict and counts[Level.LOOK]):
        sys.exit(1)
