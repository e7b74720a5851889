"""Rows that the check kept for the run: as if read anew, fresh each time, void where they would differ."""

from typing import Any

import pytest

from hustings.foundation.lib.text.said import general
from hustings.people.imports.models import Import
from hustings.people.imports.rows import kept, sheets
from hustings.people.imports.rows.row import Row, Sheet
from hustings.people.imports.run import execution, row_chunks
from hustings.people.imports.source import blocks
from hustings.people.persons import actions
from hustings.people.persons.models import Field, Person
from tests.app.people.imports.test_import_run import check, run, take
from tests.cast.people import nationbuilder

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LEFT_OUT = {"cells", "unwilling", "parts"}  # which only the check needs


def told(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(row, name) for name in Row.__slots__ if name not in LEFT_OUT}
    found["emails"] = {key: list(value) for key, value in row.emails.items()}
    found["general"] = [general(text) for text in [row.refused, *row.says]]
    return found


def checked(text: str | bytes) -> tuple[Import, Sheet]:
    imported = check(take(text))
    return imported, sheets.sheet_of(imported)


def test_rows_come_back_as_they_were_read() -> None:
    for kind, options in [(Field.Kind.CHOICE, ["red", "blue"]), (Field.Kind.CHOICES, ["a", "b"])]:
        actions.add_field(label=kind.value, kind=kind, options=options)
    head = "email,choice,choices,since,score\n"
    more = f"{head}eve@example.org,red,a;b,1980-02-03,1.5\nzoe@example.org,green,a,,x\n"
    for data in (nationbuilder.make(300).data, more):
        imported, sheet = checked(data)
        fresh = [sheet.row(record) for record in blocks.records(imported)]
        again = list(kept.unpacked(kept.packed(fresh), sheet))
        assert [told(row) for row in again] == [told(row) for row in fresh]
        assert any(row.says for row in again)


def test_rows_that_a_plan_has_marked_are_read_anew() -> None:
    imported, sheet = checked("email\na@example.org\nb@example.org\n")
    chunk = next(row_chunks.chunks(imported, sheet, 10))
    first = chunk.rows()
    first[0].refused = "It is somebody else's."
    again = chunk.rows()
    assert [row.refused for row in again] == ["", ""]
    assert again[0].emails == first[0].emails


def test_the_run_reads_no_cell_again_unless_something_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    row = Sheet.row
    text = "email,Shoe\na@example.org,red\nb@example.org,blue\n"
    shoe = actions.add_field(label="Shoe", kind=Field.Kind.CHOICE, options=["red", "blue"])
    for n, is_changed in enumerate([False, True]):
        imported = check(take(text.replace("@", f"{n}@")))
        if is_changed:
            actions.change_option(option=shoe.options.get(label="blue"), label="navy", is_listed=True)
        monkeypatch.setattr(Sheet, "row", lambda self, record: read.append(record.line) or row(self, record))
        run(imported)
        monkeypatch.setattr(Sheet, "row", row)
    assert read == [2, 3]
    assert Person.objects.count() == 4


@pytest.mark.parametrize("most", [1, 3, 2_000])
def test_chunks_go_on_in_the_middle_of_a_block(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SIZE", 4)
    imported, sheet = checked("email\n" + "".join(f"p{n}@example.org\n" for n in range(11)))
    imported.n_done = 6
    found = list(row_chunks.chunks(imported, sheet, most))
    assert [row.line for chunk in found for row in chunk.rows()] == [8, 9, 10, 11, 12]
    assert max(chunk.n for chunk in found) <= most
    assert execution.CHUNK <= 2_000
