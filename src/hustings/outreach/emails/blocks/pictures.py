"""Pictures in letters."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from hustings.outreach.emails.blocks.base import Drawn
from hustings.outreach.emails.blocks.links import AddressBlock
from hustings.outreach.emails.rendering.canvas import Sheet, attr

SHARP = 2  # pixels of a file for each that is shown
_KEPT = (".gif", ".jpeg", ".jpg", ".png")  # what every mail program shows: Outlook knows no WebP


def wanted(picture: Any, width: int) -> str:
    """How Wagtail is to make the file: at most so wide, and in a format for mail."""
    if picture.file.name.lower().endswith(_KEPT):
        return f"width-{width}|jpegquality-80"
    return f"width-{width}|bgcolor-ffffff|format-jpeg|jpegquality-80"


class PictureBlock(Drawn, blocks.StructBlock):
    """A picture: who can't see it is told what it shows, unless it is only for looks."""

    picture = ImageBlock(label=_("Picture"))
    address = AddressBlock(label=_("Leads to"), required=False)

    def draw(self, value: Any, sheet: Sheet) -> None:
        if not value["picture"]:
            return
        made = value["picture"].get_rendition(wanted(value["picture"], sheet.width * SHARP))
        sheet.pictures.append((value, made))
        words = "" if value["picture"].decorative else value["picture"].contextual_alt_text or ""
        address = sheet.address(value["address"], words) if value["address"] else ""
        source = attr(urljoin(settings.BASE_URL, made.url))
        leads = f' href="{attr(address)}"' if address else ""
        sheet.row(
            f'<mj-image src="{source}" alt="{attr(words)}" width="{min(sheet.width, made.width)}px"{leads}'
            ' padding="4px 0 20px" align="left" border-radius="4px" font-size="14px" />'
        )
        sheet.say("\n".join(line for line in (f"[{words}]" if words else "", address) if line))

    class Meta:
        icon = "image"
        label = _("Picture")
