"""How the site looks and where else the campaign is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from hustings.website.models.base import picture


class LinkBlock(blocks.StructBlock):
    """A place elsewhere."""

    label = blocks.CharBlock(label=_("name"), max_length=40)
    address = blocks.URLBlock(label=_("address"))

    class Meta:
        icon = "link"
        label = _("Link")


@register_setting(icon="view")
class Look(BaseGenericSetting):
    """The colours, the logo, and links below each page."""

    class Palette(models.TextChoices):
        """Sets of colours that are readable together, by day and by night."""

        RIVER = "river", _("river: teal and coral")
        INDIGO = "indigo", _("dusk: indigo and rose")
        FOREST = "forest", _("forest: green and gold")
        BRICK = "brick", _("brick: wine red and blue")

    palette = models.CharField(_("colours"), max_length=10, choices=Palette, default=Palette.RIVER)
    logo = picture(_("logo"))
    tagline = models.CharField(_("line below the name"), max_length=60, blank=True)
    links = StreamField([("link", LinkBlock())], verbose_name=_("elsewhere"), blank=True)

    panels = [FieldPanel("palette"), FieldPanel("logo"), FieldPanel("tagline"), FieldPanel("links")]
    select_related = ["logo"]

    class Meta:
        verbose_name = _("look of the site")

    def __str__(self) -> str:
        return str(self.get_palette_display())
