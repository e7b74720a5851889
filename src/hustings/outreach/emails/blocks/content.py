"""A letter, and the letters of a mailing: one for each language and version."""

from typing import Any

from django.conf import settings
from django.db.models import Field
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

from hustings.outreach.emails.blocks import base
from hustings.outreach.emails.blocks.base import MergeCharBlock

VERSIONS = ["A", "B", "C", "D", "E"]
Written = Any  # the value of a LetterBlock: language, version, subject, preheader, body


class LetterBlock(blocks.StructBlock):
    """What some readers get: by their language, and by chance where there are several versions."""

    language = blocks.ChoiceBlock(
        label=_("for readers of"),
        choices=[("", _("any language")), *settings.LANGUAGES],
        required=False,
        default="",
    )
    version = blocks.ChoiceBlock(
        label=_("version"), choices=[(each, each) for each in VERSIONS], default="A", required=True
    )
    subject = MergeCharBlock(label=_("subject"), max_length=200)
    preheader = MergeCharBlock(
        label=_("preheader"),
        max_length=150,
        required=False,
        help_text=_("What mail programs show beside the subject; empty: the first words"),
    )
    body = base.BodyBlock()

    class Meta:
        icon = "mail"
        label = _("Letter")
        label_format = "{language} {version} · {subject}"


class LettersBlock(blocks.StreamBlock):
    letter = LetterBlock()

    class Meta:
        required = False


class ContentField(StreamField):
    """The letters of a mailing. Migrations don't spell out its blocks: apps register more."""

    def __init__(self, *args: Any, **more: Any) -> None:
        more.pop("block_types", None)
        super().__init__(LettersBlock(), **({"blank": True, "default": list} | more))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, more = Field.deconstruct(self)
        return str(name), path, [], more
