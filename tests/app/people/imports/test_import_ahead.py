"""Chunks of a file read ahead: in their order, each row once, and unmarked when it is needed again."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from hustings.foundation.file_imports.source.csv_records import Record
from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.people.imports.columns.options import Options
from hustings.people.imports.rows.row import Sheet
from hustings.people.imports.run.prefetch import Prefetch

pytestmark = pytest.mark.both


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(["E-mail", "Phone"], ["email.1", "phone.1"], Options(), [])


def lines(n: int) -> Iterator[list[Record]]:
    for first in range(0, n, 10):
        yield [Record(at, [f"c{at}@example.org", "06 12"]) for at in range(first, first + 10)]


@pytest.mark.parametrize("begins", [True, False])
def test_chunks_come_in_their_order_whether_begun_or_not(sheet: Sheet, begins: bool) -> None:
    seen = []
    with Prefetch(sheet) as ahead:
        for chunk in ahead.of(lines(50)):
            seen += [row.line for row in chunk.rows()]
            if begins:
                chunk.begin_next()
                chunk.begin_next()  # written again after a conflict
    assert seen == list(range(50))


def test_rows_that_a_plan_has_marked_are_read_anew(sheet: Sheet) -> None:
    with Prefetch(sheet) as ahead:
        chunk = next(ahead.of(lines(10)))
        first = chunk.rows()
        first[0].refused = "It is somebody else's."
        again = chunk.rows()
    assert [row.refused for row in again] == [""] * 10
    assert again[0].emails == first[0].emails


def test_what_is_said_of_a_row_is_in_the_importers_language(sheet: Sheet) -> None:
    with translation.override("fr"), Prefetch(sheet) as ahead:
        found = ahead.of(lines(20))
        next(found).begin_next()
        second = next(found).rows()
    assert "trop court" in second[0].says[0]


def test_a_file_that_breaks_off_is_told_where_it_is_needed(sheet: Sheet) -> None:
    def broken() -> Iterator[list[Record]]:
        yield next(lines(10))
        raise Unreadable("gone")

    with Prefetch(sheet) as ahead:
        found = ahead.of(broken())
        chunk = next(found)
        chunk.begin_next()
        assert len(chunk.rows()) == 10
        with pytest.raises(Unreadable):
            next(found)
