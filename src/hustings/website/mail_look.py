"""How letters look: as the site does."""

from urllib.parse import urljoin

from django.conf import settings

from hustings.mailing.look import Logo
from hustings.mailing.look import Look as MailLook
from hustings.website.models import Look

_HEIGHT = 40  # of the logo, in pixels
# Colours of each palette as site.css has them: buttons, links by day and by night, ground by day and by
# night, and the sheet by night.
_COLOURS = {
    Look.Palette.RIVER: ("#0b4f4a", "#0b4f4a", "#86d6c8", "#f4efe4", "#0b1614", "#13231f"),
    Look.Palette.INDIGO: ("#2f2a72", "#2f2a72", "#b9b4ff", "#f0edfa", "#100e1c", "#1b182c"),
    Look.Palette.FOREST: ("#1f5130", "#1f5130", "#9fdcae", "#f0f0e2", "#0e150f", "#182219"),
    Look.Palette.BRICK: ("#7c1f2d", "#7c1f2d", "#ffb3b5", "#f8eeea", "#170e0f", "#251819"),
}


def find() -> MailLook:
    """The palette and the logo of the site."""
    look = Look.load()
    brand, link, link_by_night, ground, ground_by_night, sheet_by_night = _COLOURS[Look.Palette(look.palette)]
    logo = None
    if look.logo:
        made = look.logo.get_rendition(f"max-{8 * _HEIGHT}x{2 * _HEIGHT}|format-png")
        logo = Logo(urljoin(settings.BASE_URL, made.url), made.width // 2, made.height // 2)
    return MailLook(
        brand=brand, brand_by_night=link_by_night, on_brand_by_night=ground_by_night, link=link,
        link_by_night=link_by_night, ground=ground, ground_by_night=ground_by_night,
        sheet_by_night=sheet_by_night, logo=logo,
    )  # fmt: skip
