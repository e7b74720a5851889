"""A picture of a mail with the places that give it away, for the bulletin. Drawn here; nothing is fetched."""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

WIDTH = 900
_EDGE, _LINE = 28, 30
_MOST_LINES = 14
_FONTS = Path(settings.PACKAGE, "static", "hustings", "fonts")
_OF_MACHINE = ("DejaVuSans.ttf", "NotoSans-Regular.ttf")
_INK, _PAPER, _FRAME, _TELL, _SOFT = "#1d2327", "#ffffff", "#8a9299", "#b3001b", "#fde8ea"
Font = ImageFont.FreeTypeFont


@dataclass(frozen=True)
class Letter:
    """Letter to draw: lines in which one of ``marked`` stands are framed."""

    sender: str
    subject: str
    lines: tuple[str, ...]
    marked: tuple[str, ...]


def draw(letter: Letter) -> bytes:
    words = list(_wrapped(letter))
    height = 2 * _EDGE + 3 * _LINE + _LINE * len(words) + _EDGE
    sheet = Image.new("RGB", (WIDTH, height), _PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((2, 2, WIDTH - 3, height - 3), outline=_FRAME, width=2)
    _put(pen, _EDGE, letter.sender, _font(20), _is_marked(letter.sender, letter))
    _put(pen, _EDGE + _LINE + 6, letter.subject, _font(22), _is_marked(letter.subject, letter))
    top = _EDGE + 2 * _LINE + 24
    pen.line((_EDGE, top - 8, WIDTH - _EDGE, top - 8), fill=_FRAME)
    for number, line in enumerate(words):
        _put(pen, top + number * _LINE, line, _font(18), _is_marked(line, letter))
    file = io.BytesIO()
    sheet.save(file, "png", optimize=True)
    return file.getvalue()


def _is_marked(line: str, letter: Letter) -> bool:
    return any(each and each.lower() in line.lower() for each in letter.marked)


def _put(pen: ImageDraw.ImageDraw, y: int, text: str, font: Font, is_marked: bool) -> None:
    text = _clipped(_readable(text), font)
    if is_marked:
        box = (_EDGE - 8, y - 4, _EDGE + font.getlength(text) + 8, y + _LINE - 6)
        pen.rounded_rectangle(box, 4, fill=_SOFT, outline=_TELL, width=3)
    pen.text((_EDGE, y), text, _TELL if is_marked else _INK, font)


def _wrapped(letter: Letter) -> Iterator[str]:
    n = 0
    for line in letter.lines:
        part = ""
        for word in _readable(line).split(" "):
            longer = f"{part} {word}".strip()
            if part and _font(18).getlength(longer) > WIDTH - 2 * _EDGE:
                yield part
                n, longer = n + 1, word
            if n >= _MOST_LINES:
                return
            part = longer
        yield part
        n += 1
        if n >= _MOST_LINES:
            return


def _clipped(text: str, font: Font) -> str:
    if font.getlength(text) <= WIDTH - 2 * _EDGE:
        return text
    while text and font.getlength(f"{text}…") > WIDTH - 2 * _EDGE:
        text = text[:-1]
    return f"{text}…"


def _readable(text: str) -> str:
    seen = [sign for sign in unicodedata.normalize("NFC", text)[:400] if unicodedata.category(sign)[0] != "C"]
    return "".join(seen)


@lru_cache(8)
def _font(size: int) -> Font:
    """One of the machine, which knows more letters; else our own."""
    found = [path for name in _OF_MACHINE for path in sorted(Path("/usr/share/fonts").rglob(name))[:1]]
    ours = sorted(_FONTS.glob("*.woff2"))
    return ImageFont.truetype(str((found or ours)[0]), size)
