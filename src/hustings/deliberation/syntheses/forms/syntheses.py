"""HQ's forms: a sentence, an edition, proposals, and filters of contributions to cite."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations import word_search
from hustings.deliberation.consultations.models import Consultation, Question
from hustings.foundation.hq import filters

SENTENCE = 1_000


def _questions(consultation: Consultation) -> QuerySet[Question]:
    return Question.objects.filter(phase__consultation=consultation).order_by(
        "phase__position", "position", "pk"
    )


class WithQuestion(forms.Form):
    """A form that may be about one question of the consultation."""

    question = forms.ModelChoiceField(
        Question.objects.none(), label=_("Question"), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, consultation: Consultation, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["question"]
        field.queryset = _questions(consultation)


class SentenceForm(WithQuestion):
    """One sentence, below a heading or none."""

    text = forms.CharField(
        label=_("Sentence"), max_length=SENTENCE, widget=forms.Textarea({"rows": 3, "maxlength": SENTENCE})
    )
    field_order = ["text", "question"]


class ProposalsForm(WithQuestion):
    """Contributions for the machine to group."""

    wanted = forms.IntegerField(label=_("Maximum number of groups"), min_value=2, max_value=30, initial=8)


class EditionForm(forms.Form):
    """News of this edition; the first needs no word."""

    why = forms.CharField(
        label=_("What changed"), max_length=2_000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, is_first: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["why"].required = not is_first


class CitableFilter(filters.FilterForm):
    """Contributions by words."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)

    def narrow(self, rows: QuerySet[Any], said: dict[str, Any]) -> QuerySet[Any]:
        if said["q"]:
            rows = rows.filter(word_search.having(said["q"]))
        return rows
