"""The menu's layout: beside the name, below it, or behind a button.

Style sheets can't ask how long a menu is, so its letters are reckoned, generously, into classes.
"""

import unicodedata
from collections.abc import Iterable

LETTER, WIDE = 0.61, 1.05  # of the height of letters: bold ones of most fonts, and those of East Asia
AROUND = 1.1  # rem around each entry
STEPS = (62, 68, 74, 80)  # widths of windows in rem, for each of which there are rules in site.css
EDGE = 2  # rem beside the content
WIDEST = 75  # rem of the content


def of(entries: Iterable[str], *, brand: str, tagline: str, button: str, n_tongues: int) -> str:
    texts = list(entries)
    menu = sum(_width(text) + AROUND for text in texts)
    name = 3.3 + min(max(1.15 * _width(brand), 0.72 * _width(tagline)), 10)  # the rest goes on a second line
    whole = name + menu + 2.75 * n_tongues + 2.2 + _width(button) + 5
    if whole <= WIDEST:
        return _from(whole)
    return f"two {_from(menu)}" if menu <= WIDEST else ""


def _width(text: str) -> float:
    return sum(WIDE if unicodedata.east_asian_width(letter) in "WF" else LETTER for letter in text)


def _from(width: float) -> str:
    return f"from-{next((step for step in STEPS if width + EDGE <= step), STEPS[-1])}"
