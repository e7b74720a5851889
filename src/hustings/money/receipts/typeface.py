"""The typeface of printed receipts: DejaVu Sans, the same on each machine, with the letters of most names."""

import zlib
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace
from reportlab.pdfgen.canvas import Canvas

PLAIN, BOLD = "DejaVuSans", "DejaVuSans-Bold"
_FOLDER = Path(__file__).parent / "fonts"
# Letters that each document carries: so the fonts are cut to them once, and not for each of 75,000 receipts.
# What else a name needs is added where it is needed.
_LETTERS = "".join(map(chr, range(161, 256))) + "ŒœŸŠšŽžŁłĆćČčŚśĄąĘęŃńŐőŰűĞğİıŞş–—‘’“”…€"


class _Face(TTFontFace):
    """Cuts and compresses each selection of letters once."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.cut = cache(self._cut)

    def _cut(self, letters: tuple[int, ...]) -> tuple[int, bytes]:
        """Length of the font of these letters, and its bytes compressed."""
        content = super().makeSubset(list(letters))
        return len(content), zlib.compress(content, 9)

    def makeSubset(self, subset: list[int]) -> bytes:  # noqa: N802 - reportlab's
        return b""  # what was cut before takes its place

    def addSubsetObjects(self, doc: Any, fontname: str, subset: list[int]) -> Any:  # noqa: N802
        """As reportlab has it, but with what was cut before."""
        length, content = self.cut(tuple(subset))
        found = super().addSubsetObjects(doc, fontname, subset)
        file = doc.idToObject[f"fontFile:{self.filename}({fontname})"]
        file.content = content
        file.dictionary["Length1"] = length
        file.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        return found


@cache
def _fonts() -> list[TTFont]:
    found = []
    for name in (PLAIN, BOLD):
        font = TTFont(name, str(_FOLDER / f"{name}.ttf"))
        font.face = _Face(str(_FOLDER / f"{name}.ttf"))
        pdfmetrics.registerFont(font)
        found.append(font)
    return found


def ready(canvas: Canvas) -> None:
    """Have a document begin with the letters that all have in common."""
    for font in _fonts():
        font.splitString(_LETTERS, canvas._doc)
