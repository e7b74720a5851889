"""How the site looks and where else the campaign is."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.fields import StreamField

from hustings.foundation.lib.display.colours import HEX
from hustings.site.website.look.theme import COLOURS, OWN, Theme
from hustings.site.website.models.base import picture


class LinkBlock(blocks.StructBlock):
    """A place elsewhere."""

    label = blocks.CharBlock(label=_("name"), max_length=40)
    address = blocks.URLBlock(label=_("address"))

    class Meta:
        icon = "link"
        label = _("Link")


def _colour(label: Any) -> Any:
    refused = _("Enter a colour as # and six digits, like #1a5fb4.")
    valid = [RegexValidator(f"^{HEX.pattern}$", refused)]
    return models.CharField(label, max_length=7, blank=True, validators=valid)


class Look(BaseGenericSetting):
    """The colours, the type, the logo, and links below each page."""

    class Palette(models.TextChoices):
        """Sets of colours that are readable together, by day and by night."""

        RIVER = "river", _("river: teal and coral")
        INDIGO = "indigo", _("dusk: indigo and rose")
        FOREST = "forest", _("forest: green and gold")
        BRICK = "brick", _("brick: wine red and blue")
        OWN = OWN, _("custom colours")

    class Type(models.TextChoices):
        """Letters of titles and text; none comes from another site."""

        BRICOLAGE = "bricolage", _("Bricolage Grotesque: lively titles")
        ATKINSON = "atkinson", _("Atkinson Hyperlegible: made for low vision")
        VOLLKORN = "vollkorn", _("Vollkorn: titles as in a book")
        SYSTEM = "system", _("system font, sans serif: nothing to load")
        SERIF = "serif", _("system font, with serifs: nothing to load")

    class Corners(models.TextChoices):
        ROUND = "round", _("round")
        SOFT = "soft", _("slightly rounded")
        SQUARE = "square", _("square")

    palette = models.CharField(_("colours"), max_length=10, choices=Palette, default=Palette.RIVER)
    brand = _colour(_("main colour"))
    accent = _colour(_("buttons"))
    ground = _colour(_("background"))
    highlight = _colour(_("highlights"))
    type = models.CharField(_("font"), max_length=10, choices=Type, default=Type.BRICOLAGE)
    corners = models.CharField(_("corners"), max_length=10, choices=Corners, default=Corners.ROUND)
    logo = picture(_("logo"))
    logo_by_night = picture(_("logo for dark mode"))
    tagline = models.CharField(_("line below the name"), max_length=60, blank=True)
    links = StreamField([("link", LinkBlock())], verbose_name=_("social networks and links"), blank=True)

    select_related = ["logo", "logo_by_night"]

    class Meta:
        verbose_name = _("site design")

    def __str__(self) -> str:
        return str(self.get_palette_display())

    @property
    def theme(self) -> Theme:
        own = {name: getattr(self, name) for name in COLOURS} if self.palette == OWN else {}
        return Theme(str(self.palette), str(self.type), str(self.corners), **own)

    @property
    def icon_key(self) -> str:
        return str(self.logo.get_file_hash())[:20] if self.logo and not self.logo.is_svg() else ""

    @property
    def icon_url(self) -> str:
        """Where the icon made of the logo is; empty where there is none to make."""
        return reverse("icon", args=[self.icon_key]) if self.icon_key else ""
