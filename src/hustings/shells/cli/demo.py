"""``hustings demo``: a lively fictional campaign, ready to look at."""

import logging
import os
from pathlib import Path

import click

from hustings.foundation.lib.process import cli_language
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.shells.cli.processes import bind, preconditions
from hustings.shells.cli.processes.journal import Journal
from hustings.shells.demo import spoken
from mailguard.i18n import LANGUAGES

FOLDER = "var/demo"  # apart from var/, where a campaign of one's own is kept


@click.command(
    help=_(
        """Run a demo campaign: a site, thousands of fictional people, a year of history. Ctrl-C stops it.

    No e-mail is sent: all are shown in HQ. Your changes are kept for the next start, in the folder var/demo
    or the one that HUSTINGS_VAR names."""
    )
)
@bind.option
@click.option(
    "--people",
    type=click.IntRange(10, 1_000_000),
    metavar="N",
    default=5000,
    show_default=True,
    help=_("Number of fictional people to create at the first start."),
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help=_("Language of the content, chosen at the first start. Default: that of the terminal."),
)
@click.option("--only-fill", is_flag=True, help=_("Fill the database, then exit."))
def demo(address: tuple[str, int] | None, people: int, language: str | None, only_fill: bool) -> None:
    """Run the demonstration."""
    os.environ["HUSTINGS_DEMO"] = "1"
    os.environ.setdefault("HUSTINGS_VAR", FOLDER)
    language = os.environ["HUSTINGS_LANGUAGE"] = _settle(language)  # which site and HQ come up in, too
    source = click.get_current_context().get_parameter_source("people")
    is_asked = source == click.core.ParameterSource.COMMANDLINE
    if only_fill:
        _fill(people, language, is_asked)
        return
    from hustings.shells.cli import up

    words = ["demo", "--only-fill", "--language", language, *(["--people", str(people)] if is_asked else [])]
    up.run(address, greet=_greeting, fill=words)


def _settle(asked: str | None) -> str:
    """The language that the demo was filled in, or will be; refuse to change it."""
    var = preconditions.folder()
    kept = spoken.kept(var)
    if asked and kept and asked != kept:
        raise preconditions.NotReady(
            _(
                "The demo in {folder} is in {kept}. Start it without --language, or choose another folder in"
                " HUSTINGS_VAR for a demo in {asked}. Nothing was changed."
            ).format(folder=var, kept=_name(kept), asked=_name(asked))
        )
    return asked or kept or os.environ.get("HUSTINGS_LANGUAGE") or cli_language.language()


def _name(language: str) -> str:
    return {"en": _("English"), "fr": _("French")}.get(language, language)


def _fill(people: int, language: str, is_asked: bool) -> None:
    """Prepare and fill in one process: to load Django and Wagtail takes longer than what remains to do."""
    import django

    django.setup()
    from django.conf import settings

    from hustings.shells.cli import prepare
    from hustings.shells.demo.fill import NotFresh, fill, has_people

    prepare.all_of_it()

    if spoken.kept(settings.VAR):
        click.echo("  " + _("Language of the demo: {language}").format(language=_name(language)))
    else:
        other = next(code for code in LANGUAGES if code != language)
        line = _("Language of the demo: {language} (for another: --language {other})")
        click.echo("  " + line.format(language=_name(language), other=other))
    if is_asked and has_people():
        click.echo(
            "  "
            + _(
                "The demo’s people exist already: --people changes nothing."
                " For other numbers, choose another folder in HUSTINGS_VAR."
            )
        )
    _keep_lines(Journal(Path(settings.VAR) / preconditions.PROGRESS))
    try:
        fill(lambda step: click.echo(f"  {step} …"), people, language)
    except NotFresh:
        raise click.ClickException(
            _(
                "{folder} contains a real campaign. Choose another folder in HUSTINGS_VAR for the demo."
                " Nothing was changed."
            ).format(folder=settings.VAR)
        ) from None


class _Kept(logging.Handler):
    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self.journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        self.journal.keeps(self.format(record))


def _keep_lines(journal: Journal) -> None:
    """Keep the lines of invented deeds and alarms beside later ones; failures show on the terminal."""
    ours, kept = logging.getLogger("hustings"), _Kept(journal)
    for handler in logging.getLogger().handlers:
        kept.setFormatter(handler.formatter)
        handler.addFilter(
            lambda record: record.levelno >= logging.ERROR or record.name.split(".")[0] != ours.name
        )
    ours.addHandler(kept)


def _greeting(url: str) -> str:
    from django.conf import settings

    from hustings.shells.demo.team import TEAM, logins

    found = [
        (_("The site"), f"{url}/"),
        (_("HQ"), f"{url}/hq/"),
        (_("Mail sent"), f"{url}/hq/inbox/"),
    ]
    users = [f"    {name}@rives-communes.example".ljust(40) + role.value for name, _f, _l, role, _z in TEAM]
    password = _("with the password  {password}").format(password=logins().read_text().strip())
    kept = _("Data is in {folder}; the log is up.log there.").format(folder=settings.VAR)
    lines = [
        "",
        *(f"  {what:<14} {where}" for what, where in found),
        "",
        f"  {_('Sign in as one of')}",
        *users,
        f"  {password}",
        "",
        f"  {kept}",
        f"  {_('Press Ctrl-C to stop. Your data is kept.')}",
        "",
    ]
    return "\n".join(lines)
