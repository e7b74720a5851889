"""Workbooks as they stream out, read back by another program."""

import io
import os

import openpyxl

from hustings.foundation.lib.text import xlsx


def book(heading, rows, **more):
    return openpyxl.load_workbook(
        io.BytesIO(b"".join(xlsx.workbook(heading, rows, name="People & co", **more)))
    )


def test_cells_come_back_as_the_texts_they_were():
    cells = ["=1+1", "+33612345678", "007", "é & <b>", " x ", "a\nb", "bad\x00\x0bletters\ud800"]
    sheet = book(["a", "b", "c", "d", "e", "f", "g"], [[cells]]).active
    row = [cell.value for cell in list(sheet.rows)[1]]
    assert row == [*cells[:6], "badletters"]
    assert {cell.data_type for cell in list(sheet.rows)[1]} <= {"s", "inlineStr"}


def test_empty_cells_keep_their_place():
    sheet = book(["a", "b", "c"], [[[None, "", "last"]]]).active
    assert [cell.value for cell in list(sheet.rows)[1]] == [None, None, "last"]


def test_a_full_sheet_is_followed_by_another_with_the_heading():
    found = book(["n"], [[[str(n)] for n in range(7)]], most_rows=4)
    assert found.sheetnames == ["People & co", "People & co 2", "People & co 3"]
    assert [[row[0].value for row in sheet.rows] for sheet in found] == [
        ["n", "0", "1", "2"], ["n", "3", "4", "5"], ["n", "6"],
    ]  # fmt: skip


def test_nobody_is_a_sheet_with_a_heading():
    found = book(["a"], [])
    assert [[cell.value for cell in row] for row in found.active.rows] == [["a"]]


def test_it_is_sent_while_it_is_made():
    n_made = 0

    def rows():
        nonlocal n_made
        for _list in range(100):
            n_made += 1
            yield [[os.urandom(50).hex()] for _row in range(500)]

    pieces = filter(None, xlsx.workbook(["a"], rows(), name="p"))
    next(pieces)
    assert n_made < 20


def test_a_text_longer_than_a_cell_may_be_is_cut():
    sheet = book(["a"], [[["x" * 40_000]]]).active
    assert len(sheet["A2"].value) == xlsx.MOST_LETTERS
