"""From what the campaign chose for its letters to how they look, and whether that can be read."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.display.colours import HEX
from hustings.foundation.lib.display.contrasts import Pair
from hustings.outreach.emails.look import Logo, Look
from hustings.outreach.emails.models import LetterLook

HEIGHT, WIDTH = 40, 240  # pixels that a logo has at most
_TEXT, _SHAPE = 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11
# What has to be told from what, how well, and in which words.
PAIRS = [
    ("text", "sheet", _TEXT, gettext_lazy("text on the e-mail background")),
    ("text", "ground", _TEXT, gettext_lazy("header and footer text on the outer background")),
    ("link", "sheet", _TEXT, gettext_lazy("links on the e-mail background")),
    ("link", "ground", _TEXT, gettext_lazy("footer links on the outer background")),
    ("on_button", "button", _TEXT, gettext_lazy("button labels")),
    ("button", "sheet", _SHAPE, gettext_lazy("button shape on the e-mail background")),
]


def pairs(chosen: LetterLook) -> Iterator[Pair]:
    """All that has to be told apart; what is no colour yet is passed over."""
    for end, is_by_night in (("", False), ("_by_night", True)):
        for one, other, least, name in PAIRS:
            top, ground = (str(getattr(chosen, each + end)) for each in (one, other))
            if HEX.fullmatch(top) and HEX.fullmatch(ground):
                yield Pair(one + end, str(name), is_by_night, top, ground, least)


def dressed(base: Look) -> Look:
    """How letters look: as ``base``, but for what was chosen."""
    chosen = LetterLook.current()
    return put_on(chosen, base) if chosen else base


def put_on(chosen: LetterLook, base: Look) -> Look:
    """``base`` with what was chosen."""
    logo = _logo(chosen) or base.logo if chosen.top != LetterLook.Top.NAME else None
    return replace(
        base,
        brand=chosen.button, on_brand=chosen.on_button, brand_by_night=chosen.button_by_night,
        on_brand_by_night=chosen.on_button_by_night, link=chosen.link, link_by_night=chosen.link_by_night,
        text=chosen.text, head=chosen.text, foot=chosen.text, text_by_night=chosen.text_by_night,
        around_by_night=chosen.text_by_night, ground=chosen.ground, ground_by_night=chosen.ground_by_night,
        sheet=chosen.sheet, sheet_by_night=chosen.sheet_by_night, logo=logo,
        is_named=not logo or chosen.top != LetterLook.Top.LOGO, below=dict(chosen.below),
    )  # fmt: skip


def taken_from(look: Look) -> LetterLook:
    """What to begin with: the choice that would change nothing."""
    return LetterLook(
        pk=1,
        ground=look.ground, sheet=look.sheet, text=look.text, link=look.link, button=look.brand,
        on_button=look.on_brand, ground_by_night=look.ground_by_night, sheet_by_night=look.sheet_by_night,
        text_by_night=look.text_by_night, link_by_night=look.link_by_night,
        button_by_night=look.brand_by_night, on_button_by_night=look.on_brand_by_night,
    )  # fmt: skip


def _logo(chosen: LetterLook) -> Logo | None:
    if chosen.logo is None:
        return None
    try:
        made = chosen.logo.get_rendition(f"max-{2 * WIDTH}x{2 * HEIGHT}|format-png")
    except OSError:  # its file is gone
        return None
    return Logo(urljoin(settings.BASE_URL, made.url), max(made.width // 2, 1), max(made.height // 2, 1))
