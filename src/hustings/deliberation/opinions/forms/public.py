"""Forms of those who take part."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations.forms.public import STATEMENT, WritingForm, area
from hustings.deliberation.consultations.models import Phase
from hustings.deliberation.opinions.models import Rules

LEAST = 10  # letters


class StatementForm(WritingForm):
    """A statement of one's own, on which others vote."""

    place = "state"
    text = area(gettext_lazy("Your statement"), STATEMENT, rows=3)
    question = forms.ChoiceField(label=gettext_lazy("It is about"))

    def __init__(self, phase: Phase, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.longest = Rules.of(phase).longest
        self.fields["text"].widget.attrs["maxlength"] = self.longest
        subjects = [(str(each.pk), each.title) for each in phase.questions.all()]
        if subjects:
            self.fields["question"].choices = subjects  # type: ignore[attr-defined]
        else:
            del self.fields["question"]

    def clean_text(self) -> str:
        """One sentence on one line."""
        text = " ".join(str(self.cleaned_data["text"]).split())
        if len(text) > self.longest:
            words = _("Write at most %(n)s characters: one idea in one statement.") % {"n": self.longest}
            raise ValidationError(words)
        if len(text) < LEAST:
            raise ValidationError(_("Write a whole sentence that people can agree or disagree with."))
        return text

    @property
    def subject(self) -> int | None:
        """The question that it stands under."""
        found = self.cleaned_data.get("question")
        return int(found) if found else None
