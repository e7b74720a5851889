"""The form in which readers change a passage: they write, we find what changed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations.forms.public import WHY, WritingForm, area
from hustings.deliberation.texts import proposals
from hustings.deliberation.texts.algebra import kinds
from hustings.deliberation.texts.algebra.blocks import Document

EDIT, REMOVE, ADD = "edit", "remove", "add"
DEEDS = [
    (EDIT, gettext_lazy("Change the words")),
    (ADD, gettext_lazy("Add a passage after it")),
    (REMOVE, gettext_lazy("Remove all of it")),
]


class AmendForm(WritingForm):
    """Other words for a block, a new passage after it, or its removal; and why."""

    place = "amend"
    deed = forms.ChoiceField(label=gettext_lazy("What do you want?"), choices=DEEDS, widget=forms.RadioSelect)
    text = area(gettext_lazy("The passage as you want it"), proposals.LONGEST, rows=10, required=False)
    added = area(
        gettext_lazy("Only if you add a passage: its words"), proposals.LONGEST, rows=4, required=False
    )
    why = area(gettext_lazy("Why? A good reason convinces others."), WHY * 4, rows=3, required=False)
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, document: Document, key: str, is_inner: bool, *args: Any, **more: Any) -> None:
        self.document, self.block_key, self.is_inner = document, key, is_inner
        initial = {"text": document[key].text, "base": document.digest, "deed": EDIT}
        super().__init__(*args, **{"initial": initial, **more})
        if is_inner:  # of an amendment the words alone are amended
            del self.fields["deed"], self.fields["added"]

    @property
    def is_stale(self) -> bool:
        """Whether another version was published since the form was opened."""
        return self.is_bound and self.data.get("base") != self.document.digest

    def clean(self) -> dict[str, Any]:
        """Something has to change."""
        cleaned = super().clean()
        if self.errors or self.is_stale:
            return cleaned
        self.changes = self._changes(cleaned.get("deed") or EDIT)
        if not self.changes:
            raise ValidationError(_("Nothing has changed: edit the words, then look at the changes again."))
        if len(self.changes) > proposals.MOST:
            raise ValidationError(
                _("These are more than %(n)s changes at once. Send some of them first.")
                % {"n": proposals.MOST}
            )
        return cleaned

    def _changes(self, deed: str) -> list[kinds.Amendment]:
        base = self.document.digest
        if deed == REMOVE:
            return [kinds.Remove("0", base, (self.block_key,))]
        if deed == ADD:
            texts = [
                proposals.typed(part) for part in self.cleaned_data["added"].replace("\r", "").split("\n\n")
            ]
            found = [text for text in texts if text]
            return [proposals.added(base, self.block_key, found)] if found else []
        text = proposals.typed(self.cleaned_data["text"])
        block = self.document[self.block_key]
        if text == proposals.typed(block.text):
            return []
        return [*proposals.replacements(base, block, proposals.within(text, block.text))]
