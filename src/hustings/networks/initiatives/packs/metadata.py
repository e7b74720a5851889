"""Files written anew without what tells their authors, and the words that they hold."""

import re
from html import unescape
from io import BytesIO
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import pikepdf
import pypdfium2
from PIL import Image

_AT = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file knows
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# Parts of an Office or OpenDocument file that tell who made it; an empty one stands in their place.
_EMPTY = {
    "docProps/core.xml": _XML
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": _XML
    + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": _XML
    + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "meta.xml": _XML
    + '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    + ' office:version="1.2"><office:meta/></office:document-meta>',
    "word/people.xml": _XML
    + '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>',
}
_THUMBNAILS = re.compile(r"(docProps/thumbnail\.\w+|Thumbnails/.*)\Z")
_PICTURE = re.compile(r"\.(jpe?g|png|tiff?|webp)\Z", re.IGNORECASE)
_AUTHORS = re.compile(r'(\b(?:\w+:)?(?:author|initials|lastModifiedBy|userName|userId))="[^"]*"')
_ELEMENTS = re.compile(
    r"(<(?:dc:creator|meta:creator-initials|(?:\w+:)?author|cp:lastModifiedBy)(?:\s[^>]*)?>)[^<]*(</)"
)
_ENTRY_OF_THUMBNAIL = re.compile(
    r"<(?:manifest:file-entry|Relationship)\b[^>]*(?:thumbnail\.|Thumbnails/)[^>]*/>"
)
_OFFICE = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "odg"})
_MOST_PAGES, _MOST_LETTERS = 200, 500_000
_LARGEST = 100_000_000  # bytes that a part may unfold to
_BROKEN = (BadZipFile, ValueError, OSError, NotImplementedError)  # the last: zipfile knows no such packing


class NotStripped(Exception):
    """The file can't be written anew."""


def stripped(ending: str, data: bytes) -> bytes:
    """The same file without authors, dates and programs. Raises NotStripped."""
    try:
        if ending == "pdf":
            return _pdf(data)
        return _office(data) if ending in _OFFICE else data
    except (pikepdf.PdfError, *_BROKEN, RuntimeError) as broken:  # the last: a part has a password
        raise NotStripped(str(broken)) from broken


def words(ending: str, data: bytes) -> str:
    """Words of the file, as far as they can be read: to look for names in them."""
    try:
        if ending == "pdf":
            return _words_of_pdf(data)
        if ending in _OFFICE:
            return _words_of_office(data)
    except (pypdfium2.PdfiumError, *_BROKEN):
        return ""
    return data.decode("utf-8", "replace") if ending == "txt" else ""


def _pdf(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        for key in ("/Metadata", "/PieceInfo", "/Lang"):
            if key in pdf.Root:
                del pdf.Root[key]
        for found in pdf.objects:
            if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
                for key in ("/Metadata", "/PieceInfo", "/LastModified"):
                    if key in found:
                        del found[key]
                if found.get("/Subtype") is not None and "/Rect" in found and "/T" in found:
                    del found["/T"]  # of a comment its author
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _office(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            if _THUMBNAILS.match(part.filename) or part.is_dir():
                continue
            kept = ZipInfo(part.filename, _AT)
            kept.compress_type, kept.external_attr = part.compress_type, 0o644 << 16
            new.writestr(kept, _part(part, old))
    return out.getvalue()


def _part(part: ZipInfo, old: ZipFile) -> bytes:
    if part.file_size > _LARGEST:
        raise NotStripped("A part is too large.")
    if part.filename in _EMPTY:
        return _EMPTY[part.filename].encode()
    found = old.read(part)
    if _PICTURE.search(part.filename):
        return _picture(found)
    if part.filename == "META-INF/manifest.xml" or part.filename.endswith(".rels"):
        return _ENTRY_OF_THUMBNAIL.sub("", found.decode("utf-8")).encode()
    if PurePath(part.filename).suffix == ".xml":
        return _ELEMENTS.sub(r"\1\2", _AUTHORS.sub(r'\1=""', found.decode("utf-8"))).encode()
    return found


def _picture(data: bytes) -> bytes:
    """Pixels alone: what cameras write beside them goes. One that can't be read stays."""
    try:
        with Image.open(BytesIO(data)) as picture:
            out = BytesIO()
            if picture.format == "JPEG":
                picture.save(out, "JPEG", quality="keep")
            else:
                bare = picture.copy()
                bare.info = {}
                bare.save(out, picture.format)
            return out.getvalue()
    except (OSError, ValueError, Image.DecompressionBombError):
        return data


def _words_of_pdf(data: bytes) -> str:
    found: list[str] = []
    pdf = pypdfium2.PdfDocument(data)
    try:
        for at in range(min(len(pdf), _MOST_PAGES)):
            found.append(pdf[at].get_textpage().get_text_range())
            if sum(map(len, found)) > _MOST_LETTERS:
                break
    finally:
        pdf.close()
    return "\n".join(found)[:_MOST_LETTERS]


def _words_of_office(data: bytes) -> str:
    found: list[str] = []
    with ZipFile(BytesIO(data)) as package:
        for part in package.infolist():
            is_words = PurePath(part.filename).suffix == ".xml" and part.filename not in _EMPTY
            if is_words and part.file_size <= _LARGEST:
                text = re.sub(
                    r"</(?:w:p|a:p|text:p|text:h|row)>", "\n", package.read(part).decode("utf-8", "replace")
                )
                found.append(unescape(re.sub(r"<[^>]*>", "", text)))
    return "\n".join(found)[:_MOST_LETTERS]
