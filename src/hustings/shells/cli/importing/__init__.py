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
        """Import people from a CSV or XLSX FILE: check, ask, then import.

    Exit code 0 if every line was imported, 3 if some were rejected, 1 if nothing was done. With --dry-run
    the exit code is that of the import."""
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option(
    "--mapping", multiple=True, metavar="COLUMN=TARGET", help=_("Map a column to a field; see --targets.")
)
@click.option("--targets", "show_targets", is_flag=True, help=_("List the fields, then exit."))
@click.option("--dialect", type=click.Choice(["nationbuilder", "action_network", "mailchimp", "own", "none"]),
              help=_("The tool the export comes from, if the columns don’t tell."))  # fmt: skip
@click.option("--sheet", default="", help=_("Sheet of a workbook. Default: the first with rows."))
@click.option("--above", type=click.IntRange(0, 50), metavar="N",
              help=_("Number of lines above the column names."))  # fmt: skip
@click.option("--encoding", help=_("For example utf-8 or cp1252. Default: detected."))
@click.option("--delimiter", callback=one_character, help=_("One character, or 'tab'."))
@click.option("--no-header", is_flag=True, help=_("The first line is a person, not column names."))
@click.option(
    "--dates", type=click.Choice(["day", "month"]), help=_("Order of day and month in dates like 03/04/1980.")
)
@click.option("--tag", multiple=True, help=_("Tag to add to everyone in the file."))
@click.option("--source", default="", help=_("Source of the list. Default: the file’s name."))
@click.option(
    "--match",
    default="",
    metavar="KEYS",
    help=_("How to recognise people, in order, from uid,external_id,email,phone,name_birth."),
)
@click.option(
    "--wins",
    multiple=True,
    metavar="COLUMN=WHO",
    help=_("Which value wins for a column: file, empty (ours, unless empty), ours, newest."),
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("Date of the file’s data, to tell which value is newest."),
)
@click.option(
    "--value",
    multiple=True,
    metavar="COLUMN:VALUE=TEXT",
    help=_("Replace VALUE in a column with TEXT; without TEXT, ignore it."),
)
@click.option(
    "--refusals",
    multiple=True,
    metavar="COLUMN",
    help=_("This column marks people who unsubscribed or bounced: no consent for these lines."),
)
@click.option(
    "--no-refusals",
    multiple=True,
    metavar="COLUMN",
    help=_("This column doesn’t mark refusals, even if some values look like it."),
)
@click.option("--plan", default="", metavar="NAME", help=_("Start from a saved mapping."))
@click.option(
    "--save-plan", default="", metavar="NAME", help=_("Save the choices as a mapping for the team.")
)
@click.option("--keep-ours", is_flag=True, help=_("Fill only empty fields. Default: the file wins."))
@click.option(
    "--consent", multiple=True, type=click.Choice(PURPOSES), help=_("Use the file’s column for this consent.")
)
@click.option(
    "--consent-all", multiple=True, type=click.Choice(PURPOSES), help=_("Everyone in the file consented.")
)
@click.option("--wording", default="", help=_("The sentence they agreed to."))
@click.option("--consent-source", default="", help=_("Where they consented."))
@click.option(
    "--consent-date", type=click.DateTime(["%Y-%m-%d"]), help=_("When, if everyone did on the same day.")
)
@click.option(
    "--start-sequences", is_flag=True, help=_("Start the sequences that the check lists. Default: none.")
)
@click.option("--dry-run", is_flag=True, help=_("Check only; write nothing."))
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("File for the line-by-line report."),
)
@click.option("--yes", is_flag=True, help=_("Import without asking."))
@click.option(
    "--resume", type=click.IntRange(1), metavar="NUMBER", help=_("Resume an import that was interrupted.")
)
def command(file: Path | None, resume: int | None, show_targets: bool, **chosen: Any) -> None:
    """Import people from a file, list the targets, or go on with an import."""
    with translation.override(language()):
        if show_targets:
            _list_targets()
        elif resume:
            course.resume(resume, chosen)
        elif file is None:
            raise click.UsageError(_("Give the FILE to import."))
        else:
            course.begin(file, chosen)


def _list_targets() -> None:
    for group, choices in targets.choices(list(Field.objects.all()), {}, Topic.objects.all()):
        click.echo(group or _("Columns"))
        for key, label in choices:
            click.echo(f"  {key or _('(empty)'):24} {label}")
