"""What pages are composed of."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from hustings.surveys.models import Questionnaire

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


def _open_forms() -> list[tuple[str, str]]:
    """Those that are no drafts, by their titles."""
    return [(str(one.pk), str(one)) for one in Questionnaire.objects.exclude(opens_at=None)]


class FormBlock(blocks.StructBlock):
    """A form, to be answered on the page."""

    form = blocks.ChoiceBlock(label=_("form"), choices=_open_forms)

    class Meta:
        icon = "form"
        label = _("Form")
        template = "website/blocks/form.html"

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        """Its first step; nothing where it is gone, and that it is closed where it is."""
        from hustings.surveys.views import public  # needs all models, which these blocks are part of

        context = super().get_context(value, parent_context=parent_context)
        key = str(value.get("form") or "")
        found = Questionnaire.objects.exclude(opens_at=None).filter(pk=key).first() if key.isdigit() else None
        if found and "request" in context:
            context |= public.beginning(context["request"], found)
        return context


class SourceBlock(blocks.StructBlock):
    """Where a figure or a statement comes from."""

    title = blocks.CharBlock(label=_("title"), max_length=200)
    by = blocks.CharBlock(label=_("who published it, when"), required=False, max_length=120)
    address = blocks.URLBlock(label=_("address"), required=False)

    class Meta:
        icon = "link"
        label = _("Source")


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT)
    picture = PictureBlock()
    quote = QuoteBlock()
    button = ButtonBlock()
    form = FormBlock()
