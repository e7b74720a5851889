"""Any bytes are read, or refused in words with the line and the remedy."""

import io
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.foundation.file_imports.source import csv_records, csv_shape, encodings
from hustings.foundation.file_imports.source.csv_records import Record, Shape
from hustings.foundation.file_imports.source.encodings import Unreadable

FRENCH = "prénom;nom;ville\nHélène;Lefèvre;Orléans\nFrançois;Muñoz;Besançon\nZoé;Châtelain;Nîmes\n"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def known(text: str) -> bool:
    return text in {"prenom", "nom", "email"}


def shape_of(data: bytes) -> Shape:
    return csv_shape.guess(io.BytesIO(data), known)


def read(data: bytes, shape: Shape | None = None) -> list[Record]:
    file = io.BytesIO(data)
    shape = shape or shape_of(data)
    return list(csv_records.rows(file, shape, len(csv_records.header(file, shape))))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman", "cp850"],
)
def test_the_encoding_is_guessed(encoding: str) -> None:
    data = FRENCH.encode(encoding)
    assert read(data)[0].cells == ["Hélène", "Lefèvre", "Orléans"]


def test_one_broken_letter_refuses_its_line_and_not_the_encoding() -> None:
    lines = [f"Zoé,Durand{at},zoe{at}@example.org\n".encode() for at in range(50)]
    lines[20] = "Zoé,Durand,zoe@example.org\n".encode("latin-1")
    refused = [record for record in read(b"prenom,nom,email\n" + b"".join(lines)) if record.refused]
    assert [record.line for record in refused] == [22]
    assert "encoding" in refused[0].refused


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_separator_is_guessed(delimiter: str, end: str) -> None:
    rows = [["prenom", "nom", "email"], ["Jean, dit Jo", "Le; Guen", "jo@example.org"]]
    quoted = end.join(delimiter.join(f'"{cell}"' for cell in row) for row in rows).encode()
    assert shape_of(quoted).delimiter == delimiter
    assert read(quoted)[0].cells == rows[1]


def test_excels_separator_line_is_obeyed_and_counted() -> None:
    data = b"sep=|\nprenom|nom\nJean;x|Le Guen\n"
    assert [(record.line, record.cells) for record in read(data)] == [(3, ["Jean;x", "Le Guen"])]


def test_single_quotation_marks_are_guessed() -> None:
    assert read(b"'prenom','nom'\n'Jean, Jo','Le Guen'\n")[0].cells == ["Jean, Jo", "Le Guen"]


def test_a_file_without_header_gets_numbers() -> None:
    data = b"Jean,Le Guen,jean@example.org\nAnne,Durand,anne@example.org\n"
    shape = shape_of(data)
    assert not shape.has_header
    assert len(csv_records.header(io.BytesIO(data), shape)) == 3
    assert len(read(data)) == 2


def test_lines_are_those_of_the_file_also_after_cells_of_many_lines() -> None:
    data = b'prenom,nom,note\nA,B,"one\ntwo\r\nthree"\nC,D,x\n\n,,\nE,F,y\n'
    assert [(record.line, record.cells[0]) for record in read(data)] == [(2, "A"), (5, "C"), (8, "E")]


def test_an_open_quotation_mark_refuses_one_line_only() -> None:
    data = b'prenom,nom,note\nA,B,"open\nC,D,x\nE,"F",y\nG,H,z\n'
    found = read(data)
    assert [(record.line, bool(record.refused)) for record in found] == [
        (2, True), (3, False), (4, False), (5, False)
    ]  # fmt: skip
    assert "quotation mark" in found[0].refused


def test_a_quotation_mark_never_closed_swallows_nothing() -> None:
    people = b"".join(b"A%d,B,c\n" % at for at in range(5_000))
    found = read(b'prenom,nom,note\nX,Y,"open\n' + people)
    assert [record.line for record in found if record.refused] == [2]
    assert len(found) == 5_001


def test_a_cell_too_long_refuses_its_line() -> None:
    found = read(b'prenom,nom,note\nA,B,"' + b"x" * 200_000 + b'"\nC,D,e\n')
    assert [bool(record.refused) for record in found] == [True, False]


def test_rows_too_wide_are_refused_and_short_ones_noted() -> None:
    wide, short, empty_end = read(b"prenom,nom,email\nA,B,c,d\nA,B\nA,B,c,,\n")
    assert wide.refused
    assert "4 cells" in wide.refused
    assert short.cells == ["A", "B", ""]
    assert short.note
    assert empty_end.cells == ["A", "B", "c"]
    assert not empty_end.note


def test_one_cell_is_one_cell() -> None:
    with translation.override("en"):
        assert read(b"prenom,nom\nA\n")[0].note.startswith("1 of 2 cells;")


def test_a_nul_byte_refuses_its_line() -> None:
    found = read(b"prenom,nom,email\nA\0,B,c\nD,E,f\n")
    assert [bool(record.refused) for record in found] == [True, False]
    assert "NUL" in found[0].refused


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"%PDF-1.7 rest", "PDF"),
        (b"\xff\xd8\xff\xe0 rest", "Choose a CSV file or an Excel workbook"),
        (b"x" * 3_000_000, "million"),
    ],
)
def test_what_is_no_list_is_refused_with_the_remedy(data: bytes, word: str) -> None:
    with pytest.raises(Unreadable, match=word):
        shape_of(data)


def test_a_header_alone_is_refused() -> None:
    with pytest.raises(Unreadable, match="contains no people"):
        read(b"prenom,nom\n")


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        for record in read(data):
            assert record.line >= 1
    except Unreadable as refusal:
        assert str(refusal)


CELL = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffd"), max_size=12)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from([c for c, __ in encodings.CHOICES if c.startswith("utf")]),
    st.sampled_from(csv_shape.DELIMITERS),
    st.data(),
)
@settings(max_examples=100, deadline=None)
def test_what_is_written_well_is_read_back(
    rows: list[list[str]], encoding: str, delimiter: str, data: st.DataObject
) -> None:
    import csv

    text = io.StringIO()
    end = data.draw(st.sampled_from(["\n", "\r\n"]))
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows([["a", "b", "c"], *rows])
    wanted = [row for row in rows if any(row)]
    if not wanted:
        return
    file = io.BytesIO(text.getvalue().encode(encoding))
    shape = Shape(encoding, delimiter)
    found: Iterator[Record] = csv_records.rows(file, shape, len(csv_records.header(file, shape)))
    assert [record.cells for record in found] == wanted
