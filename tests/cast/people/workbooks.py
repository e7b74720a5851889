"""Makes workbooks, sound ones and ones that no program would write."""

import io
import zipfile
from typing import Any

import openpyxl

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def make(*sheets: tuple[str, list[list[Any]]], formats: dict[str, str] | None = None) -> bytes:
    """A workbook by openpyxl; ``formats`` are those of single cells of the first sheet."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for cell, code in (formats or {}).items():
        book.worksheets[0][cell].number_format = code
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def raw(
    sheet: str, *, strings: str = "", styles: str = "", main: str = "", prefix: bytes = b"", kind: int = 8
) -> bytes:
    """A workbook of these very words, in one sheet called List."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _related({"r1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": main or f"""<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">
            <sheets><sheet name="List" r:id="r1"/></sheets></workbook>""",
        "xl/_rels/workbook.xml.rels": _related({
            "r1": ("worksheet", "worksheets/sheet1.xml"), "r2": ("sharedStrings", "/xl/sharedStrings.xml"),
            "r3": ("styles", "styles.xml"),
        }),
        "xl/worksheets/sheet1.xml": sheet,
    }  # fmt: skip
    parts |= {"xl/sharedStrings.xml": strings} if strings else {}
    parts |= {"xl/styles.xml": styles} if styles else {}
    return packed({name: text.encode() for name, text in parts.items()}, kind=kind)


def packed(parts: dict[str, bytes], *, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def rows(*rows: str) -> str:
    """A sheet with the XML of these cells."""
    inside = "".join(f"<row>{row}</row>" for row in rows)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'


def inline(*texts: str) -> str:
    """Cells that hold their texts themselves."""
    return "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)


def _related(found: dict[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in found.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'
