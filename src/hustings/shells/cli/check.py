"""``hustings check``."""

import sys

import click
import django
from django.utils import translation

from hustings.foundation.lib.process import cli_language
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import ngettext
from hustings.foundation.lib.process.environment import Mistyped

COLOURS = {"good": "green", "look": "yellow", "mend": "red"}


@click.command(
    help=_(
        """Check the installation and suggest fixes.

    Exit code 0 if there are no errors, 1 otherwise."""
    )
)
@click.option(
    "--production/--no-production",
    default=None,
    help=_("Check what a real campaign needs. Default: yes if HUSTINGS_BASE_URL is https."),
)
@click.option("--strict", is_flag=True, help=_("Fail on warnings, too."))
def check(production: bool | None, strict: bool) -> None:
    """Look at everything that can be looked at."""
    try:
        django.setup()
    except Mistyped as mistyped:  # without settings there is nothing else to be looked at
        for problem in mistyped.problems:
            _show("mend", problem)
        sys.exit(1)
    translation.activate(cli_language.language())
    _look(production, strict)


def _look(production: bool | None, strict: bool) -> None:
    from django.conf import settings

    from hustings.shells.cli.checks import findings
    from hustings.shells.cli.checks.findings import Level

    counts = dict.fromkeys(Level, 0)
    for finding in findings.found(production=settings.BEHIND_TLS if production is None else production):
        counts[finding.level] += 1
        _show(finding.level.value, finding.what, finding.remedy)
    click.echo(
        _("{good} OK, {warnings}, {errors}.").format(
            good=counts[Level.GOOD],
            warnings=ngettext("{n} warning", "{n} warnings", counts[Level.LOOK]).format(n=counts[Level.LOOK]),
            errors=ngettext("{n} error", "{n} errors", counts[Level.MEND]).format(n=counts[Level.MEND]),
        )
    )
    if counts[Level.MEND] or (strict and counts[Level.LOOK]):
        sys.exit(1)


def _show(level: str, what: str, remedy: str = "") -> None:
    named = {"good": _("OK"), "look": _("warning"), "mend": _("error")}
    width = max(map(len, named.values()))
    click.echo(f"{click.style(named[level].ljust(width), fg=COLOURS[level])}  {what}")
    if remedy:
        click.echo(f"{' ' * width}  {remedy}")
