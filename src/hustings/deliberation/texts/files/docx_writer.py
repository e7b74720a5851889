"""A text as a Word document."""

import datetime as dt
import io
import re
from typing import Any

import docx
from docx.shared import Cm

from hustings.deliberation.texts.algebra.blocks import Block, Document, Kind
from hustings.deliberation.texts.files.numbering import BULLET

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML
_INDENT = Cm(0.75)


def word(document: Document, *, title: str, at: dt.datetime) -> bytes:
    """The file; ``at`` is when the version was made. It names no author."""
    file = docx.Document()
    properties = file.core_properties
    properties.title, properties.author, properties.comments = _plain(title)[:255], "", ""
    properties.created = properties.modified = at
    properties.last_modified_by = ""
    rank = 0
    for block in document:
        if block.kind is Kind.HEADING:
            rank = block.level
        _add(file, block, rank)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("", text)


def _add(file: Any, block: Block, rank: int) -> None:
    text = _plain(block.text)
    if block.kind is Kind.HEADING:
        file.add_heading(text, min(max(block.level, 1), 9))
    elif block.kind is Kind.ARTICLE:
        file.add_heading(text, min(rank + 1, 9))
    elif block.kind is Kind.ITEM:
        _item(file, block, text)
    elif block.kind is Kind.TABLE:
        _table(file, text)
    elif block.kind is Kind.NOTE:
        file.add_paragraph(f"[{_plain(block.label)}] {text}")
    else:
        file.add_paragraph(text)


def _item(file: Any, block: Block, text: str) -> None:
    """Bullets are Word's own; a number is written as it is, as Word would count anew."""
    if block.label in {"", BULLET}:
        level = min(block.level, 2)
        file.add_paragraph(text, style=f"List Bullet {level + 1}" if level else "List Bullet")
        return
    line = file.add_paragraph(f"{_plain(block.label)}\t{text}")
    line.paragraph_format.left_indent = _INDENT * (block.level + 1)
    line.paragraph_format.first_line_indent = -_INDENT


def _table(file: Any, text: str) -> None:
    rows = [row.split(" | ") for row in text.splitlines()] or [[""]]
    table = file.add_table(len(rows), max(map(len, rows)), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=False):
            cell.text = words
