"""Blocks that pages are composed of."""

from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from hustings.foundation.contributions import Registry
from hustings.foundation.territories import place_search
from hustings.site.website import offers, videos

TEXT = ["h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul", "hr"]


class PictureBlock(blocks.StructBlock):
    picture = ImageBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "website/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("text"))
    by = blocks.CharBlock(label=_("said by"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "website/blocks/quote.html"


class ButtonBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("text of the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("page"))

    class Meta:
        icon = "link"
        label = _("Button")
        template = "website/blocks/button.html"


class DeedBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=60)
    text = blocks.TextBlock(label=_("text"), max_length=300)
    label = blocks.CharBlock(label=_("link text"), max_length=60)
    page = blocks.PageChooserBlock(label=_("page"))

    class Meta:
        icon = "pick"
        label = _("Call to action")


class NumberBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("figure"), max_length=20)
    label = blocks.CharBlock(label=_("label"), max_length=80)

    class Meta:
        icon = "order"
        label = _("Figure")


class CostBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("label"), max_length=120)
    amount = blocks.CharBlock(label=_("amount"), max_length=40)

    class Meta:
        icon = "table"
        label = _("Cost")


class Forms(Protocol):
    def choices(self) -> list[tuple[str, str]]:
        """Forms to choose from: number and title."""

    def beginning(self, request: HttpRequest, number: str) -> dict[str, Any]:
        """Context for the first step of a form, or that it is closed; nothing where it is gone.

        ``form_template``: what shows it, where that is no questionnaire.
        """


forms = Registry[Forms]("website.blocks.forms")


def _open_forms() -> list[tuple[str, str]]:
    return [choice for each in forms.all() for choice in each.choices()]


class FormBlock(blocks.StructBlock):
    form = blocks.ChoiceBlock(label=_("form"), choices=_open_forms)

    class Meta:
        icon = "form"
        label = _("Form")
        template = "website/blocks/form.html"

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        if "request" in context:
            for each in forms.all():
                context |= each.beginning(context["request"], str(value.get("form") or ""))
        return context


class ActBlock(blocks.StructBlock):
    """Open things to do, of all kinds or some, and a field for a postcode."""

    title = blocks.CharBlock(label=_("heading"), required=False, max_length=80)
    kinds = blocks.MultipleChoiceBlock(
        label=_("only these"), choices=offers.choices, required=False, widget=CheckboxSelectMultiple
    )
    asks_place = blocks.BooleanBlock(label=_("with a field for the postcode"), required=False, default=True)

    class Meta:
        icon = "pick"
        label = _("What to do now")
        template = "website/blocks/act.html"

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        """Adds the place asked for, and what can be done there."""
        context = super().get_context(value, parent_context=parent_context)
        if request := context.get("request"):
            asked = place_search.place(request.GET.get("q", ""), request.GET.get("zone", ""))
            context["asked"] = asked
            context["sections"] = offers.sections(request, asked.zone, value.get("kinds") or ())
        return context


class SourceBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=200)
    by = blocks.CharBlock(label=_("publisher and date"), required=False, max_length=120)
    address = blocks.URLBlock(label=_("address"), required=False)

    class Meta:
        icon = "link"
        label = _("Source")


class VideoValue(blocks.StructValue):
    """A video: where it is."""

    @property
    def elsewhere(self) -> videos.Elsewhere | None:
        """The other server's, where it is not a file of ours."""
        return None if self["file"] else videos.read(self["address"] or "")


class VideoBlock(blocks.StructBlock):
    """A video: a file of ours, or elsewhere and then behind a curtain until somebody wants it."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    address = blocks.URLBlock(label=_("address"), required=False, help_text=_("YouTube, Vimeo or PeerTube."))
    file = DocumentChooserBlock(
        label=_("or your own file"),
        required=False,
        help_text=_("MP4 or WebM, served from your own site."),
    )
    poster = ImageChooserBlock(label=_("picture before it plays"), required=False)
    subtitles = DocumentChooserBlock(
        label=_("subtitles"), required=False, help_text=_("A WebVTT file (for your own video file).")
    )
    transcript = blocks.TextBlock(label=_("transcript"), required=False)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "website/blocks/video.html"
        value_class = VideoValue

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        wrong: dict[str, ValidationError] = {}
        if cleaned["file"] and not cleaned["file"].filename.lower().endswith((".mp4", ".webm")):
            wrong["file"] = ValidationError(_("Choose an MP4 or WebM file."))
        elif not cleaned["file"] and not videos.read(cleaned["address"] or ""):
            wrong["address"] = ValidationError(
                _("Enter the address of a YouTube, Vimeo or PeerTube video, or choose a file.")
            )
        if cleaned["subtitles"] and not cleaned["subtitles"].filename.lower().endswith(".vtt"):
            wrong["subtitles"] = ValidationError(_("Choose a WebVTT file (.vtt)."))
        if wrong:
            raise blocks.StructBlockValidationError(block_errors=wrong)
        return cleaned


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT)
    picture = PictureBlock()
    quote = QuoteBlock()
    button = ButtonBlock()
    form = FormBlock()
    act = ActBlock()
    video = VideoBlock()

    class Meta:
        block_counts = {"act": {"max_num": 1}}
