"""The typeface of what is printed: DejaVu Sans, the same on each machine, with the letters of most names.

The parts that reportlab makes of a font for each document are made once here, since all documents begin with
the same letters: that was more than half of the time of a receipt.
"""

import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, makeToUnicodeCMap
from reportlab.pdfgen.canvas import Canvas

PLAIN, BOLD = "DejaVuSans", "DejaVuSans-Bold"
_FOLDER = Path(__file__).parent / "fonts"
# Letters that each document carries. What else a name needs is added where it is needed.
_LETTERS = "".join(map(chr, range(161, 256))) + "ŒœŸŠšŽžŁłĆćČčŚśĄąĘęŃńŐőŰűĞğİıŞş–—‘’“”…€"


@dataclass(frozen=True, slots=True)
class _Written:
    """Part of a document, as it is written."""

    content: bytes

    def format(self, _document: Any) -> bytes:
        return self.content


@dataclass(frozen=True, slots=True)
class _Cut:
    """A font of some letters only."""

    name: str
    widths: _Written
    meaning: bytes
    length: int
    content: bytes


class _Font(TTFont):
    """Writes the same objects as reportlab’s, from what was made before."""

    def __init__(self, name: str) -> None:
        super().__init__(name, str(_FOLDER / f"{name}.ttf"))
        self.cut = cache(self._cut)
        self.splitString(_LETTERS, self)
        self.common = self.state.pop(self)

    def begin(self, doc: Any) -> None:
        """Give a document the letters that all have in common."""
        state = self.state[doc] = self.State(self._asciiReadable, self)
        state.nextCode, state.assignments = self.common.nextCode, dict(self.common.assignments)
        state.subsets = [list(letters) for letters in self.common.subsets]

    def _cut(self, n: int, letters: tuple[int, ...]) -> _Cut:
        name = (SUBSETN(n) + b"+" + self.face.name + self.face.subfontNameX).decode("ascii")
        widths = " ".join(f"{self.face.getCharWidth(letter):.0f}" for letter in letters)
        meaning = makeToUnicodeCMap(name, list(letters)).encode("ascii")
        content = self.face.makeSubset(list(letters))
        return _Cut(
            name, _Written(f"[ {widths} ]".encode()), zlib.compress(meaning, 9), len(content),
            zlib.compress(content, 9),
        )  # fmt: skip

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's
        """One font object for each 256 letters."""
        state = self.state[doc]
        state.frozen = 1
        for n, letters in enumerate(state.subsets):
            cut, name = self.cut(n, tuple(letters)), self.getSubsetInternalName(n, doc)[1:]
            font = pdfdoc.PDFTrueTypeFont()
            font.Name, font.BaseFont = name, cut.name
            font.FirstChar, font.LastChar, font.Widths = 0, len(letters) - 1, cut.widths
            font.ToUnicode = doc.Reference(_packed(cut.meaning), f"toUnicodeCMap:{cut.name}")
            font.FontDescriptor = self._described(doc, cut)
            doc.Reference(font, name)
            doc.idToObject["BasicFonts"].dict[name] = font
        del self.state[doc]

    def _described(self, doc: Any, cut: _Cut) -> Any:
        face = self.face
        file = doc.Reference(_packed(cut.content, Length1=cut.length), f"fontFile:{cut.name}")
        described = {
            "Type": "/FontDescriptor", "Ascent": face.ascent, "CapHeight": face.capHeight,
            "Descent": face.descent, "Flags": face.flags & ~32 | 4,  # symbolic: it has its own encoding
            "FontBBox": pdfdoc.PDFArray(face.bbox), "FontName": pdfdoc.PDFName(cut.name),
            "ItalicAngle": face.italicAngle, "StemV": face.stemV, "FontFile2": file,
            "MissingWidth": face.defaultWidth,
        }  # fmt: skip
        return doc.Reference(pdfdoc.PDFDictionary(described), f"fontDescriptor:{cut.name}")


def _packed(content: bytes, **more: Any) -> pdfdoc.PDFStream:
    """A stream that is compressed already."""
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(more | {"Filter": pdfdoc.PDFName("FlateDecode")}), content)


@cache
def _fonts() -> list[_Font]:
    found = [_Font(PLAIN), _Font(BOLD)]
    for font in found:
        pdfmetrics.registerFont(font)
    return found


def canvas(out: IO[bytes], language: str) -> Canvas:
    """A document of A4 pages."""
    fonts = _fonts()
    made = Canvas(out, pagesize=A4, invariant=1, pageCompression=0, lang=language, initialFontName=PLAIN)
    for font in fonts:
        font.begin(made._doc)
    return made
