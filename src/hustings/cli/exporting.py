"""``hustings export``."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--segment", help="Only the people of this segment.")
@click.option("--columns", default="", help="Groups of columns, set apart by commas; all unless told.")
@click.option("--delimiter", default=",", show_default=True, help="One character, or 'tab'.")
@click.option("--no-bom", is_flag=True, help="Leave out the mark by which Excel knows UTF-8.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def command(file: Path, segment: str | None, columns: str, delimiter: str, no_bom: bool, force: bool) -> None:
    """Export people to a CSV FILE ("-" for the screen). Our import reads it back."""
    from django.utils import translation

    from hustings.people import exporting
    from hustings.people.actions import exports
    from hustings.people.refusals import Refused

    delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise click.UsageError("--delimiter is one character, or the word tab.")
    if str(file) != "-" and file.exists() and not force:
        raise click.ClickException(f"{file} is there already; --force writes over it.")
    chosen = _segment(segment) if segment else None
    with translation.override("en"):
        groups = list(exporting.groups())
        wanted = [name.strip() for name in columns.split(",") if name.strip()] or groups
        if unknown := [name for name in wanted if name not in groups]:
            raise click.UsageError(f"No such columns: {', '.join(unknown)}. There is: {', '.join(groups)}.")
        try:
            lines = exports.export(
                user=None, chosen=wanted, segment=chosen, delimiter=delimiter, bom=not no_bom
            )
        except Refused as refusal:
            raise click.ClickException(str(refusal)) from refusal
        if str(file) == "-":
            for line in lines:
                click.echo(line, nl=False)
            return
        n = _write(file, lines)
    click.echo(f"{n} people written to {file}.")


def _segment(name: str) -> Any:
    from hustings.people.models import Segment

    if found := Segment.objects.filter(name=name).first():
        return found
    known = ", ".join(Segment.objects.values_list("name", flat=True)[:20]) or "none"
    raise click.ClickException(f"There is no segment called “{name}”. There is: {known}.")


def _write(file: Path, lines: Iterator[str]) -> int:
    """Whole or not at all, for its owner's eyes only."""
    n = -1  # the header is nobody
    unfinished = file.with_name(f"{file.name}.part")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
        for line in lines:
            out.write(line)
            n += line != "\ufeff"
    unfinished.replace(file)
    return n
