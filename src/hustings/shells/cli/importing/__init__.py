"""``hustings import``."""

from pathlib import Path
from typing import Any

import click
from django.utils import translation

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import language
from hustings.people.imports.columns import targets
from hustings.people.persons.models import Field, Topic
from hustings.shells.cli.importing import course
from hustings.shells.cli.terminal.delimiters import one_character

PURPOSES = ["email", "sms", "phone", "post"]


@click.command(
    "import",
    help=_(
        """Import people from a CSV or XLSX FILE: read, check, ask, then write.

    Ends with 0 when every line came in, with 3 when some were refused, with 1 when nothing was done. With
    --dry-run the same tells what an import would end with."""
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option(
    "--mapping", multiple=True, metavar="COLUMN=TARGET", help=_("What a column fills; see the targets.")
)
@click.option("--targets", "show_targets", is_flag=True, help=_("List what columns can fill, and stop."))
@click.option("--dialect", type=click.Choice(["nationbuilder", "action_network", "mailchimp", "own", "none"]),
              help=_("Whose export it is, where the columns alone don't tell."))  # fmt: skip
@click.option("--sheet", default="", help=_("Which sheet of a workbook; the first with rows unless told."))
@click.option("--above", type=click.IntRange(0, 50), metavar="N",
              help=_("N lines stand above the names of the columns."))  # fmt: skip
@click.option("--encoding", help=_("Such as utf-8 or cp1252, instead of the guess."))
@click.option("--delimiter", callback=one_character, help=_("One character, or 'tab'."))
@click.option("--no-header", is_flag=True, help=_("The first line is a person already."))
@click.option(
    "--dates", type=click.Choice(["day", "month"]), help=_("What comes first in dates like 03/04/1980.")
)
@click.option("--tag", multiple=True, help=_("Put on everyone in the file."))
@click.option("--source", default="", help=_("Where the list comes from; the file's name unless told."))
@click.option(
    "--match",
    default="",
    metavar="KEYS",
    help=_("By what people are known, in order: of uid,external_id,email,phone,name_birth."),
)
@click.option(
    "--wins",
    multiple=True,
    metavar="COLUMN=WHO",
    help=_("Who is right about a column: file, empty (ours, unless empty), ours, newest."),
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("The day that the file's data is of, to tell what is newest."),
)
@click.option(
    "--value",
    multiple=True,
    metavar="COLUMN:VALUE=TEXT",
    help=_("Read TEXT where a column holds VALUE; without TEXT it is left out."),
)
@click.option(
    "--refusals",
    multiple=True,
    metavar="COLUMN",
    help=_("This column says who refuses mail, or whom none reaches: no yes for these lines."),
)
@click.option(
    "--no-refusals",
    multiple=True,
    metavar="COLUMN",
    help=_("This column does not, though some of its values look so."),
)
@click.option("--plan", default="", metavar="NAME", help=_("Make the choices of a saved mapping first."))
@click.option("--save-plan", default="", metavar="NAME", help=_("Save the choices as a mapping for all."))
@click.option("--keep-ours", is_flag=True, help=_("Fill only what is empty; without it the file is right."))
@click.option(
    "--consent", multiple=True, type=click.Choice(PURPOSES), help=_("Believe the file's column for this.")
)
@click.option(
    "--consent-all", multiple=True, type=click.Choice(PURPOSES), help=_("Everyone in the file said yes.")
)
@click.option("--wording", default="", help=_("The sentence they said yes to."))
@click.option("--consent-source", default="", help=_("Where they said it."))
@click.option(
    "--consent-date", type=click.DateTime(["%Y-%m-%d"]), help=_("When, if all did on the same day.")
)
@click.option("--dry-run", is_flag=True, help=_("Check only, write nothing."))
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Where the check goes, line by line."),
)
@click.option("--yes", is_flag=True, help=_("Import without asking."))
@click.option(
    "--resume", type=click.IntRange(1), metavar="NUMBER", help=_("Go on with an import that was stopped.")
)
def command(file: Path | None, resume: int | None, show_targets: bool, **chosen: Any) -> None:
    """Import people from a file, list the targets, or go on with an import."""
    with translation.override(language()):
        if show_targets:
            _list_targets()
        elif resume:
            course.resume(resume, chosen)
        elif file is None:
            raise click.UsageError(_("Name the FILE to import."))
        else:
            course.begin(file, chosen)


def _list_targets() -> None:
    for group, choices in targets.choices(list(Field.objects.all()), {}, Topic.objects.all()):
        click.echo(group or _("Columns"))
        for key, label in choices:
            click.echo(f"  {key or _('(empty)'):24} {label}")
