"""What pages are composed of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

TEXT = ["h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul", "hr"]


class PictureBlock(blocks.StructBlock):
    """A picture with its caption."""

    picture = ImageBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "website/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("words"))
    by = blocks.CharBlock(label=_("who says so"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "website/blocks/quote.html"


class ButtonBlock(blocks.StructBlock):
    """A link to a page, shown as a button."""

    label = blocks.CharBlock(label=_("words on it"), max_length=60)
    page = blocks.PageChooserBlock(label=_("page"))

    class Meta:
        icon = "link"
        label = _("Button")
        template = "website/blocks/button.html"


class DeedBlock(blocks.StructBlock):
    """Something that a visitor can do now."""

    title = blocks.CharBlock(label=_("title"), max_length=60)
    text = blocks.TextBlock(label=_("text"), max_length=300)
    label = blocks.CharBlock(label=_("words on the link"), max_length=60)
    page = blocks.PageChooserBlock(label=_("page"))

    class Meta:
        icon = "pick"
        label = _("Deed")


class NumberBlock(blocks.StructBlock):
    """A figure worth showing."""

    value = blocks.CharBlock(label=_("figure"), max_length=20)
    label = blocks.CharBlock(label=_("what it counts"), max_length=80)

    class Meta:
        icon = "order"
        label = _("Figure")


class CostBlock(blocks.StructBlock):
    """One line of a costing."""

    label = blocks.CharBlock(label=_("what for"), max_length=120)
    amount = blocks.CharBlock(label=_("amount"), max_length=40)

    class Meta:
        icon = "table"
        label = _("Cost")


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT)
    picture = PictureBlock()
    quote = QuoteBlock()
    button = ButtonBlock()
