"""The refused lines of a run as a file of their own: to be mended and imported again."""

from collections.abc import Iterator

from hustings.foundation.lib.text import csvs
from hustings.people.imports.models import Import, ImportLine
from hustings.people.imports.source import loader

COLUMNS = ["hustings_line", "hustings_problem"]  # which an import leaves out


def refused(imported: Import) -> Iterator[str]:
    said = {
        number: " ".join(says)
        for number, says in ImportLine.objects.filter(of=imported, is_refused=True)
        .values_list("number", "says")
        .iterator()
    }
    return csvs.lines(_rows(imported, said), delimiter=imported.delimiter, bom=True)


def _rows(imported: Import, said: dict[int, str]) -> Iterator[list[str]]:
    width = len(imported.columns)
    yield [*imported.columns, *COLUMNS]
    with loader.records(imported) as records:
        for record in records:
            if (problem := said.get(record.line)) is not None:
                cells = (record.cells + [""] * width)[:width]
                yield [*cells, str(record.line), problem]
