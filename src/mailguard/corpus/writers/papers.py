"""PDFs with text, links and codes."""

import io

import pikepdf
import PIL.Image

from mailguard.corpus.writers import formats


def pdf(lines: list[str], url: str = "", picture: PIL.Image.Image | None = None) -> bytes:
    """One page with these lines; a link on the whole of it; a picture in it."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    page = made.pages[0]
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    text = b"BT /F1 12 Tf 60 780 Td 16 TL " + b" ".join(_shown(line) for line in lines) + b" ET"
    if picture is not None:
        page.Resources.XObject = pikepdf.Dictionary(P=_picture(made, picture))
        text += b" q 220 0 0 220 60 320 cm /P Do Q"
    page.Contents = made.make_stream(text)
    if url:
        page.Annots = pikepdf.Array([made.make_indirect(_link(url))])
    buffer = io.BytesIO()
    made.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def code(text: str) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(formats.picture(text)))


def _shown(line: str) -> bytes:
    raw = line.encode("cp1252", "replace")
    return b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*"


def _link(url: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=pikepdf.Array([40, 300, 555, 800]),
        Border=pikepdf.Array([0, 0, 0]),
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(url)),
    )


def _picture(made: pikepdf.Pdf, picture: PIL.Image.Image) -> pikepdf.Stream:
    grey = picture.convert("L")
    return pikepdf.Stream(
        made,
        grey.tobytes(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=grey.width,
        Height=grey.height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
    )
