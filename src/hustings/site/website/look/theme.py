"""Colours, type and shape of the site as tokens of its style sheet.

Of own colours the campaign chooses four; the rest and the night are derived, readably (``readable``).
"""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse

from hustings.foundation.lib.display import colours
from hustings.foundation.lib.display.colours import HEX

Tokens = dict[str, str]
OWN = "own"
COLOURS = ("brand", "accent", "ground", "highlight")  # what a campaign chooses
_TABLES = tomllib.loads(Path(__file__).with_name("palettes.toml").read_text(encoding="utf-8"))
_DAY: Tokens = _TABLES["river"]["day"]
_NIGHT: Tokens = _DAY | _TABLES["river"]["night"]
PALETTES: dict[str, tuple[Tokens, Tokens]] = {
    name: (_DAY | table["day"], _NIGHT | table["night"]) for name, table in _TABLES.items()
}
SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
SERIF = 'Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", "Liberation Serif", serif'


@dataclass(frozen=True)
class Font:
    family: str
    file: str
    weight: str


@dataclass(frozen=True)
class Type:
    """Letters of titles and of text; ``drawn`` is the file that pictures are lettered with."""

    display: str
    text: str
    faces: tuple[Font, ...] = ()
    drawn: str = "bricolage-grotesque"


TYPES = {
    "bricolage": Type(
        f'"Bricolage Grotesque", ui-sans-serif, {SANS}', SANS,
        (Font("Bricolage Grotesque", "bricolage-grotesque", "500 800"),),
    ),
    "atkinson": Type(
        f"Atkinson, {SANS}", f"Atkinson, {SANS}",
        (Font("Atkinson", "atkinson-bold", "550 900"), Font("Atkinson", "atkinson-regular", "100 549")),
        "atkinson-bold",
    ),
    "vollkorn": Type(
        f"Vollkorn, {SERIF}", SERIF, (Font("Vollkorn", "vollkorn-bold", "500 900"),), "vollkorn-bold",
    ),
    "system": Type(SANS, SANS),
    "serif": Type(SERIF, SERIF, (), "vollkorn-bold"),
}  # fmt: skip
CORNERS = {  # of cards, buttons, fields
    "round": ("1.1rem", "99rem", ".7rem"),
    "soft": (".5rem", ".6rem", ".4rem"),
    "square": ("0", "0", "0"),
}


@dataclass(frozen=True)
class Theme:
    palette: str = "river"
    type: str = "bricolage"
    corners: str = "round"
    brand: str = ""
    accent: str = ""
    ground: str = ""
    highlight: str = ""

    @property
    def has_colours(self) -> bool:
        """Whether all are there: a palette's, or each of those that a campaign chooses."""
        own = (getattr(self, name) for name in COLOURS)
        return self.palette in PALETTES or (self.palette == OWN and all(map(HEX.fullmatch, own)))

    @property
    def by_day(self) -> Tokens:
        """All colours by day."""
        return _both(self)[0]

    @property
    def by_night(self) -> Tokens:
        """All colours by night."""
        return _both(self)[1]

    @property
    def letters(self) -> Type:
        return TYPES[self.type]

    @property
    def url(self) -> str:
        """Where its style sheet is: another address for each content, kept by browsers for ever."""
        return reverse("theme", args=[digest(css(self))])

    @property
    def preloads(self) -> list[str]:
        return [font(face.file) for face in self.letters.faces]


def font(file: str) -> str:
    return static(f"hustings/fonts/{file}.woff2")


def digest(text: str) -> str:
    """What tells one content from another in its address."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@lru_cache(64)
def css(theme: Theme, only: str = "") -> str:
    """The style sheet; ``only`` "day" or "night" for one of them, whatever the reader's device says."""
    faces = "".join(
        f'@font-face{{font-family:"{face.family}";src:url("{font(face.file)}") format("woff2");'
        f"font-weight:{face.weight};font-display:swap}}"
        for face in theme.letters.faces
    )
    card, pill, box = CORNERS[theme.corners]
    shape = {
        "display": theme.letters.display,
        "text": theme.letters.text,
        "round": card,
        "pill": pill,
        "box": box,
    }
    start = f"{faces}:root{{{_rule(shape)}}}"
    day, night = _rule(theme.by_day), _rule(theme.by_night)
    if only:
        scheme, rule = ("light", day) if only == "day" else ("dark", night)
        return f"{start}@media all{{:root{{color-scheme:{scheme};{rule}}}}}"
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{{night}}}}}"
    return f"{start}@media screen{{:root{{{day}}}}}{dark}"


def _rule(tokens: Tokens) -> str:
    return ";".join(f"--{name}:{value}" for name, value in tokens.items() if name != "around")


def start_of(palette: str) -> Tokens:
    """The colours to begin with: those of a ready palette."""
    day = PALETTES.get(palette, PALETTES["river"])[0]
    return {"brand": day["brand"], "accent": day["accent"], "ground": day["ground"], "highlight": day["sun"]}


@lru_cache(64)
def _both(theme: Theme) -> tuple[Tokens, Tokens]:
    return PALETTES.get(theme.palette) or (_own_day(theme), _own_night(theme))


def _own_day(theme: Theme) -> Tokens:
    brand, ground, accent, sun = theme.brand, theme.ground, theme.accent, theme.highlight
    ink, white = colours.shade(brand, 0.24, 0.035), colours.WHITE
    tint = colours.mix(ground, sun, 0.15)
    behind = [(each, 4.5) for each in (ground, white, tint)]
    return _DAY | {
        "ground": ground, "ink": ink, "tint": tint, "line": colours.mix(ground, ink, 0.15),
        "soft": colours.nearest(colours.shade(brand, 0.44, 0.03), behind),
        "field": colours.nearest(colours.shade(brand, 0.6, 0.02), [(ground, 3.0), (white, 3.0)]),
        "sun": sun, "on-sun": colours.readable_on(sun, ink),
        "brand": brand, "on-brand": colours.readable_on(brand, ink), "brand-text": brand,
        "accent": accent, "on-accent": colours.readable_on(accent, ink),
        "accent-text": colours.nearest(accent, behind),
        "deep": colours.shade(brand, min(colours.to_oklch(brand)[0], 0.32)), "around": ground,
    }  # fmt: skip


def _own_night(theme: Theme) -> Tokens:
    brand, accent = theme.brand, theme.accent
    ground, surface = colours.shade(brand, 0.18, 0.02), colours.shade(brand, 0.245, 0.025)
    tint, deep, band = (
        colours.shade(brand, 0.215, 0.025),
        colours.shade(brand, 0.2, 0.04),
        colours.shade(brand, 0.43),
    )
    behind = [(each, 4.5) for each in (ground, surface, tint)]
    light = colours.nearest(colours.shade(accent, 0.76, 0.17), [(each, 3.0) for each, _ in behind])
    sun = colours.nearest(theme.highlight, [(deep, 3.0), (band, 3.0)])
    return _NIGHT | {
        "ground": ground, "surface": surface, "tint": tint, "deep": deep,
        "ink": colours.shade(brand, 0.96, 0.01), "soft": colours.shade(brand, 0.81, 0.02),
        "line": colours.shade(brand, 0.36, 0.03), "field": colours.shade(brand, 0.67, 0.03),
        "sun": sun, "on-sun": colours.readable_on(sun, ground),
        "brand": band, "on-brand": colours.WHITE,
        "brand-text": colours.nearest(colours.shade(brand, 0.84, 0.12), behind),
        "accent": light, "on-accent": colours.readable_on(light, ground),
        "accent-text": colours.nearest(colours.shade(accent, 0.8, 0.14), behind), "around": ground,
    }  # fmt: skip
