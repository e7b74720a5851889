"""Colours in CSS: contrast (WCAG 2.2), and lighter or darker ones by the lightness of OKLCH."""

import math
import re
from collections.abc import Iterable

HEX = re.compile(r"#[0-9a-f]{6}")
WHITE, BLACK = "#ffffff", "#000000"


def luminance(colour: str) -> float:
    """How light ``#rrggbb`` is, from 0 to 1."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_from_screen(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _from_screen(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _to_screen(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def contrast(one: str, other: str) -> float:
    """The ratio of two, from 1 (the same) to 21 (black and white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """``one`` with a ``share`` of ``other`` in it, from 0 to 1."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(first + (second - first) * share):02x}" for first, second in pairs)


def to_oklch(colour: str) -> tuple[float, float, float]:
    """Lightness from 0 to 1, colourfulness from 0 to about 0.4, hue in radians."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    light = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return light, math.hypot(a, b), math.atan2(b, a)


def from_oklch(light: float, chroma: float, hue: float) -> str:
    """The colour; less colourful where screens can't show it."""
    for less in range(21):
        parts = _parts(light, chroma * (1 - less / 20), hue)
        if all(-0.0005 <= part <= 1.0005 for part in parts):
            break
    screen = (_to_screen(min(max(part, 0.0), 1.0)) for part in parts)
    return "#" + "".join(f"{round(255 * part):02x}" for part in screen)


def _parts(light: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def shade(colour: str, light: float, most: float = 0.4) -> str:
    """A colour of the same hue, as light as asked for and not more colourful than ``most``."""
    _light, chroma, hue = to_oklch(colour)
    return from_oklch(light, min(chroma, most), hue)


def nearest(colour: str, others: Iterable[tuple[str, float]]) -> str:
    """The nearest shade told from each of ``others`` by its ratio, else the better of black and white."""
    against = list(others)

    def is_told(one: str) -> bool:
        return all(contrast(one, other) >= least for other, least in against)

    if is_told(colour):
        return colour
    light, chroma, hue = to_oklch(colour)
    for step in range(1, 101):
        for place in (light - step / 100, light + step / 100):
            if 0 <= place <= 1 and is_told(found := from_oklch(place, chroma, hue)):
                return found
    return max((BLACK, WHITE), key=lambda one: min(contrast(one, other) / least for other, least in against))


def readable_on(colour: str, dark: str = BLACK) -> str:
    """White, ``dark`` or black: what can be read on ``colour`` at 4.5:1, which one of them always can."""
    return next((one for one in (WHITE, dark) if contrast(one, colour) >= 4.5), BLACK)
