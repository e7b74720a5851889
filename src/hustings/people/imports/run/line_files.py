"""Lines of an import as files: what comes of each, and the refused ones to be mended and imported again."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hustings.foundation.lib.text import csvs, said
from hustings.people.imports.match.plan import outcome_labels
from hustings.people.imports.models import Import
from hustings.people.imports.run import outcomes
from hustings.people.imports.source import blocks

COLUMNS = ["hustings_line", "hustings_problem"]  # which an import leaves out
_AT_ONCE = 2_000


def report(imported: Import) -> Iterator[str]:
    """What comes of each line."""
    return csvs.lines(_outcomes(imported), delimiter=imported.delimiter, bom=True)


def _outcomes(imported: Import) -> Iterator[list[str]]:
    yield [_("line"), _("outcome"), _("person"), _("reason or note"), _("changes")]
    labels = outcome_labels()
    rows = imported.lines.values_list("number", "outcome", "who", "says", "changes")
    for number, outcome, who, says, changes in rows.iterator(_AT_ONCE):
        told = " ".join(map(said.shown, says))
        yield [str(number), labels[outcome], who, told, outcomes.change_text(changes)]


def refused(imported: Import) -> Iterator[str]:
    """The refused lines as they came, each with its number and its reason."""
    return csvs.lines(_refused(imported), delimiter=imported.delimiter, bom=True)


def _refused(imported: Import) -> Iterator[list[str]]:
    width = len(imported.columns)
    yield [*imported.columns, *COLUMNS]
    told = imported.lines.refused().values_list("number", "says").iterator(_AT_ONCE)
    number, says = next(told, (0, []))
    for record in blocks.records(imported):
        if record.line == number:
            cells = record.cells + [""] * (width - len(record.cells))
            # Cells too many stay behind: the line is refused again until somebody has mended it.
            yield [*cells[:width], str(number), " ".join(map(said.shown, says)), *cells[width:]]
            number, says = next(told, (0, []))
            if not number:
                return
