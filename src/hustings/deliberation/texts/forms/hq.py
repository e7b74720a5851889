"""Forms of HQ: a file or typed text, a passage by hand, decisions, the next version."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.texts import proposals
from hustings.deliberation.texts.algebra.blocks import Document
from hustings.deliberation.texts.files import reading
from hustings.deliberation.texts.files.refusals import Reason, Unreadable

LARGEST = 20 * 1024 * 1024
TYPED = 500_000  # letters
WORDS: dict[Reason, str | Promise] = {
    Reason.KIND: gettext_lazy("This is neither a Word (DOCX), an OpenDocument (ODT) nor a Markdown file."),
    Reason.DAMAGED: gettext_lazy("This file is damaged. Save it again and retry."),
    Reason.LOCKED: gettext_lazy("This file has a password. Save it without one."),
    Reason.MACROS: gettext_lazy("This file has macros. Save it as a document without macros (.docx)."),
    Reason.ENTITIES: gettext_lazy("This file wasn’t made by a word processor. Save it with one and retry."),
    Reason.SIZE: gettext_lazy(
        "This text is too long: at most 5,000 paragraphs. Split it into several steps."
    ),
    Reason.EMPTY: gettext_lazy("This file has no text."),
}


def document_of(data: bytes) -> Document:
    """The text in a file; a ValidationError says why not."""
    try:
        return reading.read(data, proposals.fresh)
    except Unreadable as no:
        raise ValidationError(str(WORDS[no.reason])) from no


class UploadForm(forms.Form):
    """A text, as a file or typed."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("Word (DOCX), OpenDocument (ODT) or Markdown"),
    )
    typed = forms.CharField(
        label=gettext_lazy("or the text itself"), required=False, max_length=TYPED,
        widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy("Markdown: # before a heading, an empty line between paragraphs"),
    )  # fmt: skip
    document: Document

    def clean(self) -> dict[str, Any]:
        """Read it."""
        cleaned = super().clean() or {}
        sent, typed = cleaned.get("file"), cleaned.get("typed", "")
        if not sent and not typed.strip():
            raise ValidationError(_("Choose a file or type the text."))
        if sent and sent.size > LARGEST:
            raise ValidationError(_("This file is larger than 20 MB."))
        self.document = document_of(sent.read() if sent else typed.encode())
        return cleaned


class BlockForm(forms.Form):
    """Other words for a passage, by hand."""

    text = forms.CharField(
        label=gettext_lazy("Passage"), required=False, max_length=proposals.LONGEST,
        widget=forms.Textarea({"rows": 10}), help_text=gettext_lazy("Empty: the passage is removed"),
    )  # fmt: skip
    added = forms.CharField(
        label=gettext_lazy("New passage after it"), required=False, max_length=proposals.LONGEST,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("Reason, shown to everybody"), required=False, max_length=2_000)


class PublishForm(forms.Form):
    """Words that go with the next version."""

    why = forms.CharField(
        label=gettext_lazy("What changed, and why"), required=False, max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Shown with the version, and in the mail to those who voted"),
    )  # fmt: skip
