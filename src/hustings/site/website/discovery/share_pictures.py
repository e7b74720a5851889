"""Draws share pictures, and the icon of the site; letters in no font are left out."""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from hustings.site.website.look.theme import Theme

WIDTH, HEIGHT = 1200, 630
SIZES = (92, 84, 76, 68, 60, 54, 48, 42, 38)
MOST_LINES = 5
NOTE = 40  # the line below the title
_EDGE, _BESIDE = 72, 460  # pixels around the words, and of the picture beside them
_FONTS = Path(settings.PACKAGE, "static", "hustings", "fonts")
_OF_MACHINE = Path("/usr/share/fonts")
_OTHERS = ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "NotoSansCJK-Bold.ttc", "NotoSansArabic-Bold.ttf")
_NEVER = "\uffff"  # no character: what a font draws for it is what it draws for all that it lacks
Font = ImageFont.FreeTypeFont
Run = tuple[str, Font]


@dataclass(frozen=True)
class Card:
    title: str
    name: str
    theme: Theme
    photo: bytes = b""
    line: str = ""  # below the title


def draw(card: Card) -> tuple[bytes, str]:
    """The picture, and ``png`` or ``jpeg``: photographs as PNG would be too heavy for some networks."""
    day = card.theme.by_day
    sheet = Image.new("RGB", (WIDTH, HEIGHT), day["brand"])
    pen = ImageDraw.Draw(sheet)
    photo = _opened(card.photo)
    width = WIDTH - 2 * _EDGE - (_BESIDE if photo else 0)
    if photo:
        _put_beside(sheet, photo, day["tint"])
    name = Lettering(card.theme, 34).clipped(card.name, width)
    title, lines = _fitted(card.theme, card.title, width, card.line)
    if not lines:  # nothing but signs that no font has
        title, lines = _fitted(card.theme, card.name, width, card.line)
    note = Lettering(card.theme, NOTE)
    line = note.clipped(card.line, width)
    below = NOTE * 2 if line else 0
    top = max(_EDGE, (HEIGHT - 90 - title.height * len(lines) - below) // 2)
    pen.rectangle((_EDGE, top - 24, _EDGE + 96, top - 14), fill=day["sun"])
    for at, text in enumerate(lines):
        title.write(pen, (_EDGE, top + at * title.height), text, day["on-brand"], width)
    note.write(pen, (_EDGE, top + len(lines) * title.height + NOTE // 2), line, day["on-brand"], width)
    pen.rectangle((0, HEIGHT - 92, WIDTH if not photo else WIDTH - _BESIDE, HEIGHT), fill=day["deep"])
    Lettering(card.theme, 34).write(pen, (_EDGE, HEIGHT - 68), name, "#ffffff", width)
    return (_saved(sheet, "jpeg"), "jpeg") if photo else (_saved(sheet, "png"), "png")


def icon(logo: bytes, size: int) -> bytes:
    sheet = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    if picture := _opened(logo):
        picture = picture.convert("RGBA")
        picture.thumbnail((size, size))
        sheet.paste(picture, ((size - picture.width) // 2, (size - picture.height) // 2), picture)
    return _saved(sheet, "png")


def _opened(data: bytes) -> Image.Image | None:
    if not data:
        return None
    try:
        found = Image.open(io.BytesIO(data))
        found.load()
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    return found


def _put_beside(sheet: Image.Image, photo: Image.Image, tint: str) -> None:
    """Over the whole height; drawings with a transparent ground stand in the middle of a tinted one."""
    place = (WIDTH - _BESIDE, 0)
    if _is_clear(photo):
        clear = photo.convert("RGBA")
        sheet.paste(tint, (*place, WIDTH, HEIGHT))
        clear.thumbnail((_BESIDE - 100, HEIGHT - 100))
        sheet.paste(clear, (place[0] + (_BESIDE - clear.width) // 2, (HEIGHT - clear.height) // 2), clear)
        return
    scale = max(_BESIDE / photo.width, HEIGHT / photo.height)
    grown = photo.convert("RGB").resize((round(photo.width * scale), round(photo.height * scale)))
    left, top = (
        (grown.width - _BESIDE) // 2,
        (grown.height - HEIGHT) // 3,
    )  # faces are rather above the middle
    sheet.paste(grown.crop((left, top, left + _BESIDE, top + HEIGHT)), place)


def _is_clear(photo: Image.Image) -> bool:
    if photo.mode not in {"RGBA", "LA", "P", "PA"}:
        return False
    return photo.convert("RGBA").getchannel("A").histogram()[255] < photo.width * photo.height


def _saved(sheet: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    sheet.save(file, kind, **({"quality": 86, "optimize": True} if kind == "jpeg" else {"optimize": True}))
    return file.getvalue()


def _fitted(theme: Theme, text: str, width: int, line: str = "") -> tuple["Lettering", list[str]]:
    """The largest letters in which the text fits; the smallest, cut, where it fits in none."""
    for size in SIZES:
        letters = Lettering(theme, size)
        most = min(MOST_LINES, (HEIGHT - 92 - 2 * _EDGE - (NOTE * 2 if line else 0)) // letters.height)
        lines = letters.lines(text, width)
        if len(lines) <= most:
            return letters, lines
    return letters, [*lines[: most - 1], letters.clipped(" ".join(lines[most - 1 :]), width)]


class Lettering:
    def __init__(self, theme: Theme, size: int) -> None:
        self.fonts = _fonts(theme.letters.drawn, size)
        self.height = round(size * 1.14)

    def runs(self, text: str) -> Iterator[Run]:
        part, used = "", self.fonts[0]
        for sign in text:
            font = used if sign.isspace() or unicodedata.combining(sign) else self._font(sign)
            if font is None:
                continue
            if font is not used and part:
                yield part, used
                part = ""
            part, used = part + sign, font
        if part:
            yield part, used

    def _font(self, sign: str) -> Font | None:
        return next((font for font in self.fonts if _has(font, sign)), None)

    def width(self, text: str) -> float:
        return sum(font.getlength(part) for part, font in self.runs(text))

    def write(
        self, pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, colour: str, width: float
    ) -> None:
        """Put it there: ``place`` is the upper left of its room. Arabic and Hebrew begin at the right."""
        x, y = place
        base, parts = y + self.fonts[0].getmetrics()[0], list(self.runs(text))
        if _is_from_right(text):
            parts.reverse()  # each part is turned by its font already
            x += width - self.width(text)
        for part, font in parts:
            pen.text((x, base), part, colour, font, anchor="ls")
            x += font.getlength(part)

    def lines(self, text: str, width: float) -> list[str]:
        """The text in lines no wider than ``width``; words that are wider by themselves are cut."""
        found: list[str] = []
        line = ""
        for word in self._words(text, width):
            longer = f"{line} {word}".strip()
            if line and self.width(longer) > width:
                found.append(line)
                longer = word
            line = longer
        return [*found, line] if line else found

    def _words(self, text: str, width: float) -> Iterator[str]:
        for word in readable(text, self).split(" "):
            while word and self.width(word) > width:
                n = next(n for n in range(len(word), 0, -1) if n == 1 or self.width(word[:n]) <= width)
                yield word[:n]
                word = word[n:]
            if word:
                yield word

    def clipped(self, text: str, width: float) -> str:
        text = readable(text, self)
        if self.width(text) <= width:
            return text
        while text and self.width(f"{text}…") > width:
            text = text[:-1]
        return f"{text.rstrip()}…"


def readable(text: str, letters: Lettering) -> str:
    """The text without what no font has, and without what is never seen. Signs stay with their words."""
    seen = [
        sign
        for sign in unicodedata.normalize("NFC", text.replace("\u202f", "\u00a0"))[:300]
        if sign.isspace() or unicodedata.combining(sign) or letters._font(sign)
    ]
    return " ".join("".join(seen).replace("\n", " ").replace("\t", " ").split(" ")).strip()


def _is_from_right(text: str) -> bool:
    sides = (unicodedata.bidirectional(sign) for sign in text)
    return next((side for side in sides if side in {"L", "R", "AL"}), "L") != "L"


@lru_cache(64)
def _fonts(own: str, size: int) -> tuple[Font, ...]:
    found = [ImageFont.truetype(str(_FONTS / f"{own}.woff2"), size)]
    return (*found, *(ImageFont.truetype(str(path), size) for path in _of_machine()))


@lru_cache(1)
def _of_machine() -> tuple[Path, ...]:
    return tuple(path for name in _OTHERS for path in sorted(_OF_MACHINE.rglob(name))[:1])


@lru_cache(20_000)
def _has(font: Font, sign: str) -> bool:
    if unicodedata.category(sign)[0] in "CZ":
        return False
    made, lacking = font.getmask(sign), font.getmask(_NEVER)
    return made.getbbox() is not None and (made.size != lacking.size or bytes(made) != bytes(lacking))
