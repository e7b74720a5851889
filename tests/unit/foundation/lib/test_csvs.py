"""CSV on its way out."""

import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from hustings.foundation.lib.text import csvs
from hustings.site.website.hq import wagtail_reports


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", "＝1+1", "＋x", "－x", "＠x", "\tx", "'x"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text):
    assert csvs.safe(text) == f"'{text}"
    assert csvs.unsafe(csvs.safe(text)) == text


@pytest.mark.parametrize("text", ["+33612345678", "-1.5", "a=b", "１", ""])
def test_the_rest_stays(text):
    assert csvs.safe(text) == text


@pytest.mark.parametrize(
    ("text", "neutral"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("a,=1+1", "a,'=1+1"),
        ("a\t@x", "a\t'@x"),
        ("a|+x", "a|'+x"),
        ("\n=", "\n'="),
        ("a\r\n =1", "a\r\n '=1"),
        (" =1+1", " '=1+1"),
        ("\u00a0=1", "\u00a0'=1"),
        ("\ufeff=1", "\ufeff'=1"),
        ("\t=1", "'\t'=1"),
        ('a;"=1"', 'a;"\'=1"'),
        ("a;'=1", "a;''=1"),
        ("48.1,-1.5", "48.1,-1.5"),
        ("48.1,-1.5+2", "48.1,'-1.5+2"),
        ("-1,5*HYPERLINK(1)", "'-1,5*HYPERLINK(1)"),
        ("-1,2+cmd|' /C calc'!A0", "'-1,2+cmd|'' /C calc'!A0"),
        ('+1|HYPERLINK("http://evil")', '\'+1|HYPERLINK("http://evil")'),
        ("\u00ad=1", "\u00ad'=1"),
        ("\u202e=1", "\u202e'=1"),
        ("\u22121+1", "'\u22121+1"),
        ("a b =c, l’été", "a b =c, l’été"),
    ],
)
def test_what_is_cut_or_trimmed_first_is_neutral_too(text, neutral):
    assert csvs.safe(text) == neutral
    assert csvs.unsafe(neutral) == text


@given(st.text(alphabet="=+-@＝'\"\t\r\n ;,|a1.\ufeff\u00a0", max_size=14))
@example("'\t=1")
@example("\t'x")
def test_every_text_comes_back_and_no_piece_of_it_is_a_formula(text):
    neutral = csvs.safe(text)
    assert csvs.unsafe(neutral) == text
    if not re.fullmatch(r"[+-]?\d[\d.,]*", text):
        for piece in re.split(r"[;,|\t\r\n]", neutral):
            begins = piece.lstrip(' "\ufeff\u00a0')
            assert not re.match(r"[=+\-@＝]", begins) or re.fullmatch(r"[+-]\d[\d.,]*", begins)


@given(st.lists(st.text(alphabet="=-@'\"\n;,a", max_size=8), min_size=1, max_size=4), st.sampled_from(",;\t"))
def test_lines_come_back_cell_by_cell(cells, delimiter):
    (line,) = csvs.lines([cells], delimiter=delimiter)
    (read,) = csv.reader([line], delimiter=delimiter) if "\n" not in line[:-2] else [None]
    assert read is None or [csvs.unsafe(cell) for cell in read] == cells


def test_wagtails_reports_are_harmless_too():
    wagtail_reports.neutralise()
    written = io.StringIO()
    writer = csv.DictWriter(written, ["title", "tags", "n"])
    SpreadsheetExportMixin().write_csv_row(writer, {"title": "a;=1+1", "tags": ["=2", "b"], "n": 3})
    assert written.getvalue() == "a;'=1+1,\"'=2, b\",3\r\n"
