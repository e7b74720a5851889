"""What a style attribute and simple rules of a style sheet do to the visibility of a text."""

import re
from functools import lru_cache
from typing import NamedTuple

from mailguard.message import limits

Colour = tuple[int, int, int]

_DECLARATION = re.compile(r"\s*([a-zA-Z-]{2,40})\s*:\s*([^;]{0,300})")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_NUMBER = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|%|vw|vh|in|cm|mm)?")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3}%?)[\s,]+(\d{1,3}%?)[\s,]+(\d{1,3}%?)(?:[\s,/]+([\d.]+%?))?\s*\)")
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\([^)]{0,60}\)|\b[a-z]{3,20}\b")
_CLIPPED = re.compile(r"rect\((?:\s*,?\s*0(?:px)?){4}")
_SHRUNK = re.compile(r"scale[xy]?\(\s*0*\.?0*\s*[,)]")
_AT_BLOCK = re.compile(r"@[^{};]{0,300}\{(?:[^{}]*\{[^{}]*\}){0,2000}[^{}]*\}?")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*|\*)?([.#][A-Za-z0-9_-]{1,80})?", re.IGNORECASE)
_FAR = 300  # pixels off the page
_RULES = 400
# What can keep a text from being seen, besides its looks.
_HIDING = frozenset(
    ["display", "opacity", "overflow", "position", "text-indent", "margin-left", "margin-top", "transform"]
)
_SHEET = 100_000  # characters
_DECLARATIONS = 8_000
_NAMES: dict[str, Colour] = {
    "white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "blue": (0, 0, 255),
    "green": (0, 128, 0), "yellow": (255, 255, 0), "gray": (128, 128, 128), "grey": (128, 128, 128),
    "silver": (192, 192, 192), "navy": (0, 0, 128), "maroon": (128, 0, 0), "purple": (128, 0, 128),
    "orange": (255, 165, 0), "lime": (0, 255, 0), "aqua": (0, 255, 255), "cyan": (0, 255, 255),
    "teal": (0, 128, 128), "olive": (128, 128, 0), "fuchsia": (255, 0, 255), "magenta": (255, 0, 255),
    "pink": (255, 192, 203), "brown": (165, 42, 42), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211),
    "darkblue": (0, 0, 139), "gold": (255, 215, 0), "darkgray": (169, 169, 169), "dimgray": (105, 105, 105),
    "ghostwhite": (248, 248, 255),
}  # fmt: skip


class Style(NamedTuple):
    """What one element declares. None: it says nothing, and what surrounds it holds."""

    hides: str = ""  # the reason why nothing in it is seen
    is_visible: bool | None = None  # visibility, which what lies inside may change again
    size: float | None = None  # of letters, in pixels
    colour: Colour | None = None
    background: Colour | None = None
    has_picture: bool = False  # behind the text: its colour can't be told
    is_transparent: bool = False
    covers: bool = False  # lies over the rest
    turns: bool = False  # text runs the other way
    url: str = ""  # the whole declaration, where it loads something
    is_shown: bool = False  # display other than none

    @property
    def is_odd(self) -> bool:
        """It does more than look."""
        return self.turns or self.covers or bool(self.url)


NOTHING = Style()


def read(text: str) -> Style:
    """A style attribute, or the inside of a rule."""
    return _cached(text) if len(text) <= limits.CACHED else _read(text[:_DECLARATIONS])


@lru_cache(2_048)
def _cached(text: str) -> Style:
    return _read(text)


def _read(text: str) -> Style:
    said = _declarations(text)
    if not said:
        return NOTHING
    background = said.get("background-color") or said.get("background", "")
    colour = said.get("color", "")
    picture = "url(" in said.get("background", "") or "url(" in said.get("background-image", "")
    gradient = "gradient" in said.get("background", "") or "gradient" in said.get("background-image", "")
    visibility = said.get("visibility", "")
    return Style(
        hides=_hides(said),
        is_visible=None if not visibility else visibility not in {"hidden", "collapse"},
        size=_size(said),
        colour=colour_of(colour),
        background=colour_of(background),
        has_picture=picture or gradient,
        is_transparent=_is_transparent(colour),
        covers=_covers(said),
        turns=said.get("direction") == "rtl" and "override" in said.get("unicode-bidi", ""),
        url=text if "url(" in text.lower() else "",
        is_shown=said.get("display", "none") != "none",
    )


def _declarations(text: str) -> dict[str, str]:
    if "/*" in text:
        text = _COMMENT.sub("", text)
    said: dict[str, str] = {}
    important: set[str] = set()
    for piece in text.split(";"):
        match = _DECLARATION.match(piece)
        if not match:
            continue
        name, value = match[1].lower(), match[2].strip().lower()
        is_important = value.endswith("important")
        if is_important:
            value = value.rpartition("!")[0].rstrip()
            important.add(name)
        elif name in important:
            continue
        said[name] = value
    return said


def _hides(said: dict[str, str]) -> str:
    if _HIDING.isdisjoint(said):
        return ""
    if said.get("display") == "none":
        return "display_none"
    opacity = _amount(said.get("opacity", ""))
    if opacity is not None and opacity <= 0.05:
        return "opacity_zero"
    if said.get("overflow", "").startswith("hidden") and any(
        (amount := _pixels(said.get(name, ""))) is not None and amount <= 1
        for name in ("height", "max-height", "width", "max-width")
    ):
        return "height_zero"
    return _moved_away(said)


def _moved_away(said: dict[str, str]) -> str:
    """Where it is put off the page, clipped or shrunk to nothing."""
    if said.get("position") in {"absolute", "fixed"}:
        for name in ("left", "top", "right", "bottom"):
            amount = _pixels(said.get(name, ""))
            if amount is not None and amount <= -_FAR:
                return "off_screen"
        if _CLIPPED.match(said.get("clip", "")):
            return "off_screen"
    for name in ("text-indent", "margin-left", "margin-top"):
        amount = _pixels(said.get(name, ""))
        if amount is not None and amount <= -_FAR:
            return "off_screen"
    if _SHRUNK.search(said.get("transform", "")):
        return "height_zero"
    return ""


def _size(said: dict[str, str]) -> float | None:
    value = said.get("font-size", "")
    if not value and "font" in said:
        found = _NUMBER.search(said["font"])
        value = found[0] if found and found[2] else ""
    return _pixels(value)


def _covers(said: dict[str, str]) -> bool:
    if said.get("position") not in {"absolute", "fixed"}:
        return False
    wide = said.get("width", "") in {"100%", "100vw"} or _wide(said.get("width", ""), 600)
    high = said.get("height", "") in {"100%", "100vh"} or _wide(said.get("height", ""), 600)
    spread = all(_pixels(said.get(name, "x")) == 0 for name in ("left", "right", "top", "bottom"))
    return (wide and high) or spread or (said.get("inset", "") in {"0", "0px"})


def _wide(value: str, least: int) -> bool:
    return value.endswith("px") and (_pixels(value) or 0) >= least


def _amount(value: str) -> float | None:
    found = _NUMBER.match(value)
    if not found:
        return None
    number = float(found[1])
    return number / 100 if found[2] == "%" else number


_UNITS = {"px": 1.0, "": 1.0, "pt": 1.33, "in": 96.0, "cm": 37.8, "mm": 3.78}


def _pixels(value: str) -> float | None:
    """A length; of relative ones only nothing and what is far away can be told."""
    found = _NUMBER.match(value)
    if not found:
        return None
    number = float(found[1])
    if (unit := found[2] or "") in _UNITS:
        return number * _UNITS[unit]
    if unit in {"em", "rem", "ex"}:
        return number * 16
    return 0.0 if abs(number) < 0.5 else (-1000.0 if number <= -50 else None)


def colour_of(value: str) -> Colour | None:
    return _colour(value[:300]) if value else None


@lru_cache(1_024)
def _colour(value: str) -> Colour | None:
    value = value.strip().lower()
    for found in _COLOUR.finditer(value):
        text = found[0]
        if text in _NAMES:
            return _NAMES[text]
        if text[0] == "#":
            return _hexadecimal(text[1:])
        if text.startswith("rgb") and (rgb := _RGB.match(text)):
            red, green, blue = (_channel(each) for each in rgb.groups()[:3])
            return red, green, blue
    if len(value) == 6 and all(character in "0123456789abcdef" for character in value):
        return _hexadecimal(value)
    return None


def _channel(text: str) -> int:
    return min(255, int(text[:-1]) * 255 // 100 if text.endswith("%") else int(text))


def _hexadecimal(digits: str) -> Colour | None:
    if len(digits) in {3, 4}:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) < 6:
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _is_transparent(colour: str) -> bool:
    if colour == "transparent" or (len(colour) == 9 and colour[0] == "#" and colour.endswith("00")):
        return True
    found = _RGB.match(colour)
    return bool(found and found[4] and (_amount(found[4]) or 0) <= 0.05)


def alike(one: Colour, other: Colour) -> bool:
    (red, green, blue), (other_red, other_green, other_blue) = one, other
    return abs(red - other_red) <= 10 and abs(green - other_green) <= 10 and abs(blue - other_blue) <= 10


# --- Style sheets ------------------------------------------------------------------------------
def sheet(text: str) -> dict[str, Style]:
    """Rules of one simple selector (``td``, ``.name``, ``td.name``, ``#name``) that hold on every screen."""
    text = text[:_SHEET].replace("<!--", "").replace("-->", "")
    text = _AT_BLOCK.sub("", _COMMENT.sub("", text))
    found: dict[str, Style] = {}
    for rule in text.split("}"):
        selectors, brace, body = rule.rpartition("{")
        style = read(body) if brace else NOTHING
        if style == NOTHING:
            continue
        for selector in selectors.split(","):
            selector = selector.strip()
            simple = _SELECTOR.fullmatch(selector)
            if simple and selector:
                found[f"{(simple[1] or '').lower().replace('*', '')}{simple[2] or ''}"] = style
        if len(found) >= _RULES:
            break
    return found
