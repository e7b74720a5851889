"""Makes the files: Word, Excel and PDF, as the usual programs would, each copy with its own marks."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from hustings.security.decoys.documents import disguise
from hustings.security.decoys.documents.text import NBSP, Block

_SIGNS = frozenset("=+-@")  # what begins so would be a formula
STEPS = 16  # of each of two measures: 256 layouts


@dataclass(frozen=True)
class Marks:
    mark: str  # in the metadata: 32 hexadecimal digits
    layout: int
    title: str
    author: str
    at: datetime
    link: str = ""  # that calls home
    picture: str = ""  # likewise, fetched where the program does so by itself

    @property
    def steps(self) -> tuple[int, int]:
        return self.layout % STEPS, self.layout // STEPS % STEPS


def word(blocks: list[Block], marks: Marks) -> bytes:
    """A DOCX: the margin and the space after paragraphs differ, by twentieths of a point."""
    import docx
    from docx.shared import Twips

    first, second = marks.steps
    document = docx.Document()
    section = document.sections[0]
    section.left_margin, section.right_margin = Twips(1134 + first), Twips(1134)
    document.styles["Normal"].paragraph_format.space_after = Twips(120 + second)
    table: Any = None
    for block in blocks:
        if block.kind == "row":
            table = table or document.add_table(rows=0, cols=len(block.cells), style="Table Grid")
            for cell, said in zip(table.add_row().cells, block.cells, strict=False):
                cell.text = said
            continue
        table = None
        if block.kind == "heading":
            document.add_heading(block.cells[0], level=1)
        else:
            document.add_paragraph(block.cells[0])
    if marks.link:
        _add_link(document.add_paragraph(), marks.link)
    if marks.picture:
        _add_picture(document.add_paragraph(), marks.picture)
    said = document.core_properties
    said.title, said.author, said.last_modified_by = marks.title, marks.author, marks.author
    said.identifier, said.comments, said.revision = marks.mark, "", 3
    said.created = said.modified = marks.at.astimezone(UTC).replace(tzinfo=None)
    out = io.BytesIO()
    document.save(out)
    return disguise.word(out.getvalue(), blocks)


def _add_link(paragraph: Any, url: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    number = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    said = f"<w:r><w:rPr><w:u w:val='single'/></w:rPr><w:t>{escape(url)}</w:t></w:r>"
    xml = f"<w:hyperlink {nsdecls('w', 'r')} r:id={quoteattr(number)}>{said}</w:hyperlink>"
    paragraph._p.append(parse_xml(xml))


_PICTURE = """
<w:r {spaces}><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" cy="9525"/>
<wp:docPr id="1" name="logo" descr=""/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="0" name="logo"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:link="{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>
</w:drawing></w:r>
"""


def _add_picture(paragraph: Any, url: str) -> None:
    """A picture that isn't in the file: the program fetches it when the document is opened."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    number = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    spaces = nsdecls("w", "wp", "a", "pic", "r")
    paragraph._p.append(parse_xml(_PICTURE.format(spaces=spaces, number=number).strip()))


def excel(blocks: list[Block], marks: Marks) -> bytes:
    """An XLSX: the widths of the first two columns differ, by sixty-fourths of a character."""
    import openpyxl
    from openpyxl.styles import Font

    first, second = marks.steps
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = marks.title.translate(str.maketrans("", "", r"[]:*?/\\"))[:31].strip("' ") or "1"
    sheet.column_dimensions["A"].width = 38 + first / 64
    sheet.column_dimensions["B"].width = 16 + second / 64
    for at, block in enumerate(blocks, 1):
        for column, said in enumerate(block.cells, 1):
            cell = sheet.cell(at, column, said if column == 1 else _number(said))
            if isinstance(cell.value, str) and cell.value[:1] in _SIGNS:
                cell.data_type, cell.quotePrefix = "s", True  # text, as Excel keeps it: no formula
            cell.font = Font(bold=block.kind == "heading")
            if isinstance(cell.value, int):
                cell.number_format = "#,##0"
    if marks.link:
        cell = sheet.cell(len(blocks) + 1, 1, marks.link)
        cell.hyperlink = marks.link
    if marks.picture:
        sheet.add_image(_clear_point(), f"A{len(blocks) + 2}")
    said = book.properties
    said.title, said.creator, said.lastModifiedBy = marks.title, marks.author, marks.author
    said.identifier = marks.mark
    said.created = said.modified = marks.at.astimezone(UTC).replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return disguise.excel(out.getvalue(), sheet.title, _fetched(marks.picture) if marks.picture else {})


def _clear_point() -> Any:
    from openpyxl.drawing.image import Image
    from PIL import Image as Pictures

    point = io.BytesIO()
    Pictures.new("RGBA", (1, 1)).save(point, "png")
    return Image(point)


def _fetched(url: str) -> disguise.Changes:
    """Changes by which a workbook's picture, written inside, is fetched from ``url``."""
    target = f'Target={quoteattr(url)} TargetMode="External"'
    return {
        "xl/drawings/drawing1.xml": lambda xml: (
            xml.replace(' cstate="print"', "").replace("r:embed=", "r:link=").replace("Image 1", "logo")
        ),
        "xl/drawings/_rels/drawing1.xml.rels": lambda xml: xml.replace(
            'Target="/xl/media/image1.png"', target
        ),
        "xl/media/image1.png": None,
    }


def _number(said: str) -> str | int:
    digits = said.replace(NBSP, "").replace(" ", "").removesuffix("€")
    if digits.isdecimal() and len(digits) < 10 and not digits.startswith("0"):
        return int(digits)
    return said


def pdf(blocks: list[Block], marks: Marks) -> bytes:
    """A PDF: the left and the upper margin differ, by a quarter of a point."""
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    first, second = marks.steps
    plain = ParagraphStyle("plain", fontName="Vera", fontSize=10, leading=14, spaceAfter=6)
    head = ParagraphStyle("head", fontName="VeraBd", fontSize=14, leading=18, spaceAfter=8)
    story: list[Any] = []
    rows: list[list[str]] = []

    def close() -> None:
        if rows:
            look = [("FONT", (0, 0), (-1, -1), "Vera", 9), ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)]
            story.extend([Table([*rows], style=look, hAlign="LEFT"), Spacer(0, 8)])
            rows.clear()

    for block in blocks:
        if block.kind == "row":
            rows.append(list(block.cells))
            continue
        close()
        said = escape(block.cells[0].replace("  ", f" {NBSP}"))
        story.append(Paragraph(said, head if block.kind == "heading" else plain))
    close()
    if marks.link:
        there = quoteattr(marks.link)
        story.append(Paragraph(f"<link href={there}>{escape(marks.link)}</link>", plain))
    out = io.BytesIO()
    SimpleDocTemplate(
        out, leftMargin=56 + first / 4, rightMargin=56, topMargin=56 + second / 4, bottomMargin=56,
        title=marks.title, author=marks.author, keywords=marks.mark, creator="Writer", producer="LibreOffice",
        initialFontName="Vera",
    ).build(story)  # fmt: skip
    return disguise.pdf(out.getvalue())


MAKERS: dict[str, Callable[[list[Block], Marks], bytes]] = {"docx": word, "xlsx": excel, "pdf": pdf}
