"""A letter, and the letters of a mailing: one for each language and version."""

import json
from threading import Lock
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Field
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import JSContext
from wagtail.blocks.base import BlockWidget
from wagtail.fields import StreamField

from hustings.outreach.emails.blocks import base, layout
from hustings.outreach.emails.blocks.base import MergeCharBlock

VERSIONS = ["A", "B", "C", "D", "E"]
SECOND = "subject_b"  # the version that differs from the first in its subject alone
Written = Any  # the value of a LetterBlock: language, version, subject, preheader, body


class LetterBlock(blocks.StructBlock):
    """What some readers get: by their language, and by chance where there are several versions."""

    language = blocks.ChoiceBlock(
        label=_("Language"),
        choices=[("", _("any language")), *settings.LANGUAGES],
        required=False,
        default="",
    )
    version = blocks.ChoiceBlock(
        label=_("Version"), choices=[(each, each) for each in VERSIONS], default="A", required=True
    )
    subject = MergeCharBlock(label=_("Subject"), max_length=200)
    subject_b = MergeCharBlock(label=_("Second subject"), max_length=200, required=False)
    preheader = MergeCharBlock(
        label=_("Preview text"),
        max_length=150,
        required=False,
        help_text=_("Shown beside the subject in the inbox. Leave blank to show the first words."),
    )
    body = base.BodyBlock(label=_("Message"))

    class Meta:
        icon = "mail"
        label = _("Message")
        label_format = "{language} {version} · {subject}"
        form_classname = "struct-block mailing-letter"
        form_layout = blocks.BlockGroup(
            children=["subject", SECOND, "preheader", "body"], settings=["language", "version"]
        )


def second(written: Written) -> Written | None:
    """The letter with its second subject, where it has one: version B of a test of subjects."""
    if not written.get(SECOND) or written["version"] != VERSIONS[0]:
        return None
    made = type(written)(written.block, written)
    made["version"], made["subject"], made[SECOND] = VERSIONS[1], written[SECOND], ""
    return made


class LettersBlock(blocks.StreamBlock):
    """All letters. Blocks note in themselves that a draft is cleaned: one thread at a time does it."""

    letter = LetterBlock()
    one_draft = Lock()

    def clean_deferred(self, value: Any) -> Any:
        token = base.is_draft.set(True)
        try:
            with self.one_draft:
                return super().clean_deferred(value)
        finally:
            base.is_draft.reset(token)

    class Meta:
        required = False


class _LettersWidget(BlockWidget):
    """Description of all blocks for browsers, which takes a third of the editor's time.

    It is made once for each language, and again when the segments change that parts may be for.
    """

    known: ClassVar[dict[Any, tuple[Any, str]]] = {}
    MOST = 16

    def _build_block_json(self) -> None:
        key = id(self.block_def), get_language(), tuple(layout.segments())
        if key not in self.known:
            if len(self.known) >= self.MOST:
                self.known.clear()
            context = JSContext()
            self.known[key] = context, json.dumps(context.pack(self.block_def))
        self._js_context, self._block_json = self.known[key]


class ContentField(StreamField):
    """The letters of a mailing. Migrations don't spell out its blocks: apps register more."""

    def __init__(self, *args: Any, **more: Any) -> None:
        more.pop("block_types", None)
        super().__init__(LettersBlock(), **({"blank": True, "default": list} | more))

    def formfield(self, **more: Any) -> Any:
        return super().formfield(**({"widget": _LettersWidget(self.stream_block)} | more))

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, more = Field.deconstruct(self)
        return str(name), path, [], more
