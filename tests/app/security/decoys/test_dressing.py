"""Decoy files say in no part by what they were made, and keep what looks like a formula as text."""

import io
import re
import zipfile
from datetime import UTC, datetime

import docx
import openpyxl
import pikepdf
import pytest

from hustings.security.decoys.documents import files, reader
from hustings.security.decoys.documents.text import Block

TOOLS = re.compile(rb"openpyxl|python-docx|reportlab|pikepdf|qpdf|Macintosh|anonymous|Helvetica", re.I)
MARKS = files.Marks(
    "0123456789abcdef" * 2, 37, "'Budget' [2027]", "Nora", datetime(2027, 2, 3, 10, tzinfo=UTC),
    "https://hq.example.org/shared/x/budget.xlsx", "https://hq.example.org/shared/x/logo.png",
)  # fmt: skip
TEXTS = ["=====", "=1+1", "+33 1 99 00 00 00", "-5 %", "@nora", "plain"]
BLOCKS = [
    Block("heading", ("Budget",)),
    Block("paragraph", ("Of the second quarter, as it was told.",)),
    *(Block("row", (each, each)) for each in TEXTS),
]


def parts(data):
    """What lies in a package, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_a_package_names_the_office_program_alone(format_):
    data = files.MAKERS[format_](BLOCKS, MARKS)
    found = parts(data)
    assert not [name for name, content in found.items() if TOOLS.search(content)]
    program = {"docx": "Microsoft Office Word", "xlsx": "Microsoft Excel"}[format_]
    said = found["docProps/app.xml"].decode()
    assert f"<Application>{program}</Application>" in said and "<AppVersion>16." in said
    assert not [name for name in found if "thumbnail" in name or name.endswith((".jpeg", ".png"))]
    named = {
        target.rpartition("/")[2]
        for name, content in found.items()
        if name.endswith(".rels")
        for target in re.findall(r'Target="([^"]*)"(?! TargetMode)', content.decode())
    }
    assert named <= {name.rpartition("/")[2] for name in found} | {"logo.png", "budget.xlsx"}
    overrides = re.findall(r'PartName="/([^"]*)"', found["[Content_Types].xml"].decode())
    assert set(overrides) <= found.keys()
    read = reader.understand(data)
    assert MARKS.mark in read.marks and read.measures == (MARKS.steps[0], MARKS.steps[1])
    if format_ == "docx":
        assert docx.Document(io.BytesIO(data)).paragraphs[0].text == "Budget"
        other = parts(files.word(BLOCKS, MARKS))
        assert b"00B47730" not in found["word/settings.xml"] != other["word/settings.xml"]


def test_what_begins_as_a_formula_is_kept_as_text():
    book = openpyxl.load_workbook(io.BytesIO(files.excel(BLOCKS, MARKS)))
    sheet = book.active
    assert sheet.title == "Budget' 2027"
    for row, said in zip(sheet.iter_rows(min_row=3, max_row=8, max_col=2), TEXTS, strict=True):
        for cell in row:
            assert (cell.value, cell.data_type, cell.quotePrefix) == (said, "s", said != "plain")


def test_a_pdf_is_one_of_libreoffice(tmp_path):
    data = files.pdf(BLOCKS, MARKS)
    assert data.startswith("%PDF-1.7\n%äüöß\n".encode()) and not TOOLS.search(data)
    with pikepdf.open(io.BytesIO(data)) as document:
        assert not document.check_pdf_syntax() and len(document.pages) == 1
        assert str(document.docinfo["/Producer"]).startswith("LibreOffice ")
        fonts = {str(font.BaseFont) for font in document.pages[0].Resources.Font.values()}
        assert fonts and all(re.match(r"/BAAAAA\+", name) for name in fonts)
    read = reader.understand(data)
    assert MARKS.mark in read.marks and "as it was told" in read.text
