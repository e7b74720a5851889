"""Workbooks come in as the spreadsheet shows them, in little memory; others are refused with a remedy."""

import contextlib
import datetime as dt
import io
import tracemalloc
from collections.abc import Iterator
from typing import Any

import msoffcrypto.format.ooxml
import pytest
from django.core.files.storage import storages
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import WINDOWS_EPOCH

from hustings.foundation.file_imports.source.encodings import Unreadable
from hustings.foundation.file_imports.source.workbooks import numbers, opening
from hustings.people.imports.actions import imports
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import Import
from hustings.people.imports.run import execution
from hustings.people.imports.source import preview
from hustings.people.persons.models import Person
from tests.app.people.imports.test_import_run import bring, check, report, run, take
from tests.cast.people import workbooks
from tests.cast.people.workbooks import inline, make, packed, raw, rows


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def read(data: bytes, sheet: str = "") -> list[list[str]]:
    return [cells for _line, cells, _note in all_of(data, sheet)]


def all_of(data: bytes, sheet: str = "") -> list[tuple[int, list[str], str]]:
    with opening.opened(io.BytesIO(data)) as book:
        found = opening.records(book, preview.chosen(book, sheet))
        return [(record.line, record.cells, record.refused or record.note) for record in found]


def test_cells_come_in_as_the_spreadsheet_shows_them() -> None:
    cells = [
        dt.date(1980, 12, 25),
        dt.datetime(2026, 1, 2, 10, 20, 30),  # noqa: DTZ001 - workbooks know no time zones
        0.25,
        1300,
        612345678,
        True,
        0.1 + 0.2,
    ]
    data = make(
        ("A", [["head"] * 9, [*cells, 33612345678, 26 / 24]]),
        formats={"C2": "0.0%", "D2": "00000", "E2": '0#" "##" "##" "##" "##', "I2": "[h]:mm"},
    )
    assert read(data)[1] == [
        "1980-12-25", "2026-01-02 10:20:30", "25%", "01300", "0612345678", "TRUE", "0.3", "33612345678",
        "26:00:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("General", "1980.0", "1980"),
        ("General", "6.123E+8", "612300000"),
        ("General", "-2.50", "-2.5"),
        ("General", "1e400", "1e400"),
        ("General", "nan", "nan"),
        ("#,##0.00", "1234.5", "1234.5"),
        ("0.00%", "1.015", "101.5%"),
        ("00000;@", "75", "00075"),
        ("[<=9999]0000;General", "75", "0075"),
        ("[$-40C]d mmm yyyy;@", "29580", "1980-12-25"),
        ("dd/mm/yyyy", "61", "1900-03-01"),
        ("dd/mm/yyyy", "1e12", "1000000000000"),
        ("h:mm", "0.5", "12:00:00"),
        ('"Day "0', "7", "7"),
        ("yyyy-mm-dd", "soon", "soon"),
    ],
)
def test_numbers_are_written_as_they_are_shown(code: str, value: str, shown: str) -> None:
    assert numbers.way(200, {200: code}, WINDOWS_EPOCH)(value) == shown


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    main = f"""<workbook xmlns="{workbooks.MAIN}" xmlns:r="{workbooks.RELATIONS}"><workbookPr date1904="1"/>
        <sheets><sheet name="List" r:id="r1"/></sheets></workbook>"""
    styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    assert read(raw(rows('<c s="0"><v>1</v></c>'), main=main, styles=styles)) == [["1904-01-02"]]


def test_rows_without_numbers_rich_text_gaps_and_prefixes_are_read() -> None:
    rich = "<si><r><t>Zo</t></r><r><t>é</t></r><rPh><t>ZOE</t></rPh></si>"
    data = raw(
        rows(
            '<c r="C1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c r="B1" t="str"><v>late</v></c>',
            "",
            inline("x"),
        ),
        strings=f"<sst>{rich}<si><t>a_x000A_b_x0007_</t></si></sst>",
    )
    assert all_of(data) == [(1, ["", "late", "Zoé", "a\nb "], ""), (3, ["x"], "")]
    prefixed = raw(
        f'<x:worksheet xmlns:x="{workbooks.MAIN}"><x:sheetData><x:row r="7"><x:c t="b">'
        "<x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert all_of(prefixed) == [(7, ["FALSE"], "")]


def test_errors_and_formulas_without_a_result_are_empty_and_said() -> None:
    found = all_of(
        raw(
            rows(
                '<c t="e"><v>#N/A</v></c>' + inline("a"),
                "<c><f>A1</f></c>" + inline("b"),
                inline("c") + "<c t='s'><v>9</v></c>",
            )
        )
    )
    assert [cells for _line, cells, _note in found] == [["", "a"], ["", "b"], ["c"]]
    assert "Cell A1 contains a spreadsheet error (#N/A)" in found[0][2]
    assert "Cell A2 is a formula without a result" in found[1][2]
    assert "Cell B3 has no text" in found[2][2]


def test_the_sheet_is_chosen_or_the_first_visible_one_with_rows() -> None:
    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(
            make(
                ("Hidden", [["a"], ["b"]]),
                ("Empty", []),
                ("Members", [["c"], ["d"]]),
                ("More", [["e"], ["f"]]),
            )
        )
    )
    book["Hidden"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue())[0] == ["c"]
    assert read(out.getvalue(), "More")[0] == ["e"]
    with pytest.raises(Unreadable, match="Sheets in this workbook: “Hidden”, “Empty”, “Members”, “More”"):
        read(out.getvalue(), "Nobody")


def locked() -> bytes:
    out = io.BytesIO()
    file = msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(make(("A", [["a"], ["b"]]))))
    file.encrypt("secret", out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (locked, "protected by a password"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(2_000), r"old Excel workbook \(.xls\)"),
        (lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "LibreOffice"),
        (lambda: packed({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), "xlsb"),
        (lambda: packed({"Index/Document.iwa": b""}), "Numbers"),
        (lambda: packed({"[Content_Types].xml": b"", "word/document.xml": b""}), "text document"),
        (lambda: packed({"list.csv": b"a,b"}), "compressed file"),
        (lambda: b"PK\x03\x04zzz", "damaged"),
        (lambda: make(("A", [["a"], ["b"]]))[:-300], "damaged"),
        (lambda: raw(rows(inline("a")), kind=14), "packed in an unusual way"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_of_today_is_refused_with_the_remedy(data: Any, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(data())


def test_a_workbook_that_would_burst_is_refused_before_it_is_unpacked(settings: Any) -> None:
    settings.IMPORT_LIMIT = 100_000
    data = raw(rows(inline("a" * 2_000_000)))
    assert len(data) < 10_000
    with pytest.raises(Unreadable, match="has 2 MB when uncompressed; the limit is 0 MB"):
        read(data)


def test_a_table_of_contents_without_end_is_not_read() -> None:
    data = bytearray(make(("A", [["a"], ["b"]])))
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = (1 << 30).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="damaged"):
        read(bytes(data))


@pytest.mark.parametrize(
    "sheet",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>',
        '<worksheet a="' + "x" * 6_000_000 + '"/>',
        "<worksheet><!--" + "x" * 6_000_000 + "--></worksheet>",
        "<worksheet><sheetData><row>",
        "no xml",
    ],
)
def test_xml_that_is_none_or_has_no_end_is_damaged(sheet: str) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read(raw(sheet))


def test_cells_and_rows_without_end_stay_within_bounds() -> None:
    tracemalloc.start()
    data = raw(rows(inline("a" * 20_000_000), "<c/>" * 200_000, inline(*["b"] * 600)))
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[1]
    found = all_of(data)
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert len(found[0][1][0]) <= 100_000
    assert "beyond column 500" in found[1][2]
    assert peak < 8_000_000


def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(n: int) -> int:
        strings = "".join(f"<si><t>somebody number {at}</t></si>" for at in range(n))
        data = raw(rows(*(f'<c t="s"><v>{at}</v></c>' for at in range(n))), strings=f"<sst>{strings}</sst>")
        with opening.opened(io.BytesIO(data)) as book:
            tracemalloc.start()
            assert sum(1 for _record in opening.records(book, book.sheets[0])) == n
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return found

    assert peak(60_000) < peak(30_000) + 60_000 * 24  # eight bytes a text, and what an array grows ahead


@given(st.binary(max_size=30), st.integers(0, 4_000), st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_bytes_raise_anything_but_unreadable(noise: bytes, at: int, cut: bool) -> None:
    data = make(("A", [["email", "nom"], ["a@example.org", "A"]]))
    data = data[:at] + noise + (b"" if cut else data[at + len(noise) :])
    with translation.override("en"), contextlib.suppress(Unreadable):
        read(data)


PEOPLE = [
    ["Members on 3 May"],
    [],
    ["N° adhérent", "Prénom", "Nom", "Courriel", "Date de naissance", "Code postal", "Part"],
    [1, "Zoé", "Châtelain", "zoe@example.org", dt.date(1980, 4, 3), 1300, 0.5],
    [],
    [2, "Iris", "Belrose", "iris@example", dt.date(1990, 5, 6), 69001, 0.25],
    [None, "Nobody", None, "nobody at all", None, None, None],
]


@pytest.mark.django_db
def test_a_workbook_comes_in_with_the_line_numbers_that_the_spreadsheet_shows() -> None:
    imported = bring(make(("Membres", PEOPLE), formats={"G4": "0%"}))
    assert (imported.sheet, imported.n_above, imported.has_header) == ("Membres", 1, True)
    assert imported.counts["run"]["created"] == 2
    zoe = Person.objects.get(external_id="1")
    assert (zoe.born_on, zoe.addresses.get().postcode) == (dt.date(1980, 4, 3), "01300")
    assert str(zoe.field_values.get().value) == "50.0000"
    assert "6;new;" in report(imported)
    assert "7;rejected;" in report(imported)


@pytest.mark.django_db
def test_a_killed_run_of_a_workbook_goes_on_and_its_file_is_put_away() -> None:
    people = [["email"], *([f"p{at}@example.org"] for at in range(30))]
    imported = check(take(make(("A", people))))
    imports.start(imported=imported)
    Import.objects.filter(pk=imported.pk).update(n_done=20)
    execution.run_import(imported.pk)
    assert Person.objects.count() == 10
    imported.refresh_from_db()
    assert storages["private"].exists(imported.path)
    imports.put_away(imported=imported)
    assert not storages["private"].exists(imported.path)
    assert not imported.blocks.exists()


@pytest.mark.django_db
def test_another_sheet_is_read_instead() -> None:
    data = make(("A", [["email"], ["a@example.org"]]), ("B", [["courriel", "nom"], ["b@example.org", "B"]]))
    imported = check(take(data))
    imported = imports.read_again(imported=imported, told={"n_above": 0, "has_header": True}, sheet="B")
    assert (imported.sheet, imported.mapping) == ("B", ["email.1", "family_name"])
    run(check(imported))
    assert Person.objects.get().emails.get().key == "b@example.org"


@pytest.mark.django_db
def test_a_title_above_a_csv_list_is_passed_over() -> None:
    text = "Membres de la section,,,\nAu 3 mai,,,\nprenom,nom,email,cp\nZoé,C,zoe@example.org,\n"
    imported = bring(text)
    assert (imported.n_above, Person.objects.count()) == (2, 1)
    assert Options.read(imported.options).fields == {}
