"""A text from whatever file it comes in."""

from collections.abc import Callable

from hustings.deliberation.texts.algebra.blocks import Document
from hustings.deliberation.texts.files import docx_reader, markdown_reader, odt_reader
from hustings.deliberation.texts.files.package import Package
from hustings.deliberation.texts.files.refusals import Reason, Unreadable
from hustings.deliberation.texts.files.structure import document

_PACKED, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OTHER = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"<!DOCTYPE", b"<html", b"<?xml")


def read(data: bytes, fresh: Callable[[], str] | None = None) -> Document:
    """The blocks of a DOCX, ODT or Markdown file, told by its content; Unreadable says why not.

    ``fresh`` makes a block's key. To keep the keys of an older version: ``alignment.rekeyed``.
    """
    if data.startswith((_PACKED, _OLE)):
        package = Package(data)
        if "mimetype" in package and "content.xml" in package:
            return document(odt_reader.paragraphs(package), fresh)
        if "_rels/.rels" in package and "[content_types].xml" in package:
            if b"macroenabled" in package.read("[Content_Types].xml").lower():
                raise Unreadable(Reason.MACROS)
            return document(docx_reader.paragraphs(package), fresh)
        raise Unreadable(Reason.KIND)
    if data.lstrip().startswith(_OTHER):
        raise Unreadable(Reason.KIND)
    return document(markdown_reader.paragraphs(data), fresh)
