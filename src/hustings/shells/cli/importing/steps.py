"""The steps of an import, and what is said of each."""

from pathlib import Path

import click

from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.lib.process.cli_language import number
from hustings.people.changes import starts
from hustings.people.imports import unwilling
from hustings.people.imports.columns import dialects
from hustings.people.imports.models import Import
from hustings.people.imports.run import execution, line_files

SOME_REFUSED = 3
SHOWN = 24  # refused lines


def show_columns(imported: Import, mapping: list[str]) -> None:
    named = {dialect.key: dialect.name for dialect in dialects.DIALECTS}
    says = _("{file}: {encoding}, separator {delimiter}, an export of {maker}")
    if imported.dialect not in named:
        says = _("{file}: {encoding}, separator {delimiter}")
    if imported.sheet:
        says = _("{file}: sheet “{sheet}”")
    click.echo(
        says.format(
            sheet=imported.sheet,
            file=imported.file_name,
            encoding=imported.encoding,
            delimiter=repr(imported.delimiter),
            maker=named.get(imported.dialect),
        )
    )
    width = max(map(len, imported.columns))
    for name, target in zip(imported.columns, mapping, strict=True):
        click.echo(f"  {name:{width}}  {target or _('(skipped)')}")


def check(imported: Import, report: Path | None) -> None:
    """Look at every line, say what would come of them, and write that down where it is wanted."""
    with click.progressbar(length=imported.n_rows, label=_("Checking")) as bar:
        execution.check_import(imported.pk, lambda n: bar.update(n - bar.pos))
    imported.refresh_from_db()
    if imported.state != imported.State.CHECKED:
        hint = ""
        if imported.state == imported.State.UPLOADED:
            hint = " " + _("Use --dates day or --dates month.")
            if unwilling.OPEN in imported.options["unwilling"].values():
                hint = " " + _("Use --refusals COLUMN or --no-refusals COLUMN for each.")
        raise click.ClickException(f"{imported.problem_words}{hint}")
    _tell(imported.counts["check"])
    for line in imported.lines.refused()[:SHOWN]:
        click.echo(f"{imported.file_name}:{line.number}: {line.words}", err=True)
    if report:
        with report.open("w", encoding="utf-8", newline="") as out:
            out.writelines(line_files.report(imported))
        click.echo(_("Line by line: {report}").format(report=report))


def starts_of(imported: Import) -> list[starts.Start]:
    """Things that may begin with it, such as sequences."""
    return starts.offered(starts.Gains.read(imported.counts.get("gains", {})), None)


def tell_starts(imported: Import, *, are_chosen: bool) -> None:
    """List what may begin with it, and whether it will."""
    if found := starts_of(imported):
        will, not_yet = _("This import starts:"), _("Not started, unless you add --start-sequences:")
        click.echo(will if are_chosen else not_yet)
        for start in found:
            click.echo(f"  {start.says} ({start.why})")


def run(imported: Import) -> None:
    with click.progressbar(length=imported.n_rows, label=_("Importing")) as bar:
        bar.update(imported.n_done)
        execution.run_import(imported.pk, lambda n: bar.update(n - bar.pos))
    imported.refresh_from_db()
    if imported.state != imported.State.DONE:
        raise click.ClickException(
            imported.problem_words or _("The import is {state}.").format(state=imported.get_state_display())
        )
    counts = imported.counts.get("run", {})
    _tell(counts)
    end(counts)


def end(counts: dict[str, int]) -> None:
    if counts.get("refused"):
        is_any_fit = any(counts.get(key) for key in ("created", "changed", "same", "merged"))
        raise SystemExit(SOME_REFUSED if is_any_fit else 1)


def _tell(counts: dict[str, int]) -> None:
    said = {
        "created": _("{n} new"), "changed": _("{n} updated"), "same": _("{n} unchanged"),
        "merged": _("{n} duplicates in the file"), "refused": _("{n} rejected"),
        "notes": _("{n} of them imported with warnings"),
    }  # fmt: skip
    click.echo(", ".join(words.format(n=number(counts.get(key, 0))) for key, words in said.items()) + ".")
