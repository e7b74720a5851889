"""Whether a theme can be read: each pair of colours that stand on each other, and what to choose instead."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy

from hustings.foundation.lib.display.colours import WHITE, nearest
from hustings.foundation.lib.display.contrasts import Pair
from hustings.site.website.look.theme import Theme, Tokens

TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11
# What has to be told from what, how well, whose colour to change by day if it isn't, and in which words.
PAIRS: list[tuple[str, str, float, str, Any]] = [
    ("ink", "ground", TEXT, "ground", gettext_lazy("text on the background")),
    ("ink", "tint", TEXT, "ground", gettext_lazy("text on tinted parts")),
    ("soft", "ground", TEXT, "ground", gettext_lazy("small text on the background")),
    ("soft", "tint", TEXT, "ground", gettext_lazy("small text on tinted parts")),
    ("bad", "ground", TEXT, "ground", gettext_lazy("form errors on the background")),
    ("good", "ground", TEXT, "ground", gettext_lazy("success messages on the background")),
    ("field", "ground", SHAPE, "ground", gettext_lazy("the border of fields")),
    ("brand-text", "ground", TEXT, "brand", gettext_lazy("links on the background")),
    ("brand-text", "surface", TEXT, "brand", gettext_lazy("links on cards")),
    ("brand-text", "tint", TEXT, "brand", gettext_lazy("links on tinted parts")),
    ("on-brand", "brand", TEXT, "brand", gettext_lazy("text on the main-colour band")),
    ("on-accent", "accent", TEXT, "accent", gettext_lazy("text on buttons")),
    ("accent", "ground", SHAPE, "accent", gettext_lazy("the shape of buttons on the background")),
    ("accent", "surface", SHAPE, "accent", gettext_lazy("the shape of buttons on cards")),
    ("accent-text", "ground", TEXT, "accent", gettext_lazy("lines above titles, on the background")),
    ("accent-text", "tint", TEXT, "accent", gettext_lazy("lines above titles, on tinted parts")),
    ("on-sun", "sun", TEXT, "highlight", gettext_lazy("text on highlights")),
    ("sun", "deep", SHAPE, "highlight", gettext_lazy("large figures on the dark band")),
    ("sun", "brand", SHAPE, "highlight", gettext_lazy("the highlighted button on the main colour")),
]
LIGHTEST = [("#10231f", 12.0)]  # what a background by day has to leave room for, whatever stands on it


def pairs(theme: Theme) -> Iterator[Pair]:
    """All that has to be told apart, by day and by night."""
    for tokens, is_by_night in ((theme.by_day, False), (theme.by_night, True)):
        for one, other, least, field, name in PAIRS:
            yield Pair(field, str(name), is_by_night, tokens[one], tokens[other], least)


def mended(theme: Theme) -> Theme:
    """The theme nearest to ``theme`` that can be read: the same one where it can."""
    ground = theme.ground
    if any(not pair.is_told for pair in pairs(theme) if pair.field == "ground"):
        ground = nearest(ground, LIGHTEST)
    found = replace(theme, ground=ground)
    found = replace(found, highlight=_highlight(found))
    day = found.by_day
    brand = nearest(found.brand, _on(day, ("ground", "surface", "tint"), TEXT))
    accent = nearest(found.accent, _on(day, ("ground", "surface"), SHAPE))
    found = replace(found, brand=brand, accent=accent)
    return replace(found, highlight=_highlight(found))


def _on(tokens: Tokens, names: tuple[str, ...], least: float) -> list[tuple[str, float]]:
    return [(tokens[name], least) for name in names]


def _highlight(theme: Theme) -> str:
    """Told from the bands of the main colour, once that is dark enough for links on white."""
    dark = nearest(theme.brand, [(WHITE, TEXT), (theme.ground, TEXT)])
    day = replace(theme, brand=dark).by_day
    return nearest(theme.highlight, _on(day, ("deep", "brand"), SHAPE))
