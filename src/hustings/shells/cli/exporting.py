"""``hustings export``."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import language, ngettext, number
from hustings.shells.cli.terminal.delimiters import one_character


@click.command(
    "export",
    help=_(
        'Export people to a FILE: CSV, or a workbook if it ends in .xlsx ("-" for CSV on the screen). '
        "Our import reads it back."
    ),
)
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--segment", help=_("Only the people of this segment."))
@click.option("--columns", default="", help=_("Groups of columns, separated by commas. Default: all."))
@click.option(
    "--delimiter", default=",", show_default=True, callback=one_character, help=_("One character, or 'tab'.")
)
@click.option("--no-bom", is_flag=True, help=_("Don’t write the byte order mark that Excel needs."))
@click.option("--reason", default="", help=_("Reason for the export, kept in the log."))
@click.option("--force", is_flag=True, help=_("Overwrite an existing file."))
def command(
    file: Path, segment: str | None, columns: str, delimiter: str, no_bom: bool, reason: str, force: bool
) -> None:
    """Export people."""
    from django.utils import translation

    from hustings.people.persons.refusals import Refused
    from hustings.people.privacy import export_rows
    from hustings.people.privacy.actions import exports

    if str(file) != "-" and file.exists() and not force:
        raise click.ClickException(_("{file} already exists. Use --force to overwrite it.").format(file=file))
    if str(file) != "-" and not file.parent.is_dir():
        raise click.ClickException(
            _("The folder {folder} doesn’t exist. Create it first.").format(folder=file.parent)
        )
    chosen = _segment(segment) if segment else None
    with translation.override(language()):
        groups = list(export_rows.groups())
        wanted = [name.strip() for name in columns.split(",") if name.strip()] or groups
        if unknown := [name for name in wanted if name not in groups]:
            raise click.UsageError(
                _("Unknown columns: {unknown}. Available: {known}.").format(
                    unknown=", ".join(unknown), known=", ".join(groups)
                )
            )
        try:
            exported, pieces = exports.export(
                user=None, chosen=wanted, segment=chosen, delimiter=delimiter, bom=not no_bom,
                format="xlsx" if file.suffix.lower() == ".xlsx" else "csv", reason=reason,
            )  # fmt: skip
        except Refused as refusal:
            raise click.ClickException(str(refusal)) from refusal
        if str(file) == "-":
            _show(pieces)
            return
        _write(file, pieces)
        n = exported.n
    says = ngettext("{n} person written to {file}.", "{n} people written to {file}.", n)
    click.echo(says.format(n=number(n), file=file))


def _show(pieces: Iterator[bytes]) -> None:
    for piece in pieces:
        click.echo(piece, nl=False)


def _segment(name: str) -> Any:
    from hustings.people.segments.models import Segment

    if found := Segment.objects.filter(name=name).first():
        return found
    known = ", ".join(Segment.objects.values_list("name", flat=True)[:20]) or _("none")
    raise click.ClickException(
        _("No segment called “{name}”. Available: {known}.").format(name=name, known=known)
    )


def _write(file: Path, pieces: Iterator[bytes]) -> None:
    """Whole or not at all, for its owner's eyes only."""
    unfinished = file.with_name(f"{file.name}.part")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        for piece in pieces:
            out.write(piece)
    unfinished.replace(file)
