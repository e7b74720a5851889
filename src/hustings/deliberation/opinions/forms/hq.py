"""HQ's forms: rules of a step of statements, and statements of the team."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.deliberation.consultations.models import Phase, Question
from hustings.deliberation.opinions.forms.public import LEAST
from hustings.deliberation.opinions.models import LONGEST_OF_ALL, Rules

MOST, SHORTEST = 200, 40  # statements at once, and letters that the team may allow at least


class RulesForm(forms.Form):
    """Settings of a step: the longest statement, and whether people choose among four."""

    longest = forms.IntegerField(
        label=gettext_lazy("Characters of a statement, at most"), min_value=SHORTEST, max_value=LONGEST_OF_ALL
    )
    has_fours = forms.BooleanField(
        label=gettext_lazy("Also ask for the best and worst of four"), required=False,
        help_text=gettext_lazy("Helps where people agree with everything: one must be last."),
    )  # fmt: skip

    def __init__(self, data: Any, phase: Phase) -> None:
        rules = Rules.of(phase)
        super().__init__(data, initial={"longest": rules.longest, "has_fours": rules.has_fours})


class SeedsForm(forms.Form):
    """Statements of the team, one a line."""

    texts = forms.CharField(
        label=gettext_lazy("Statements, one per line"), widget=forms.Textarea({"rows": 8}),
        help_text=gettext_lazy("They are labelled “from the team”. Start with ten or more, from all sides."),
    )  # fmt: skip
    question = forms.ModelChoiceField(
        Question.objects.none(), label=pgettext_lazy("statements", "Subject"), required=False
    )

    def __init__(self, data: Any, phase: Phase) -> None:
        super().__init__(data)
        self.longest = Rules.of(phase).longest
        subjects: Any = self.fields["question"]
        subjects.queryset = phase.questions.all()
        if not subjects.queryset:
            del self.fields["question"]

    def clean_texts(self) -> list[str]:
        """Each line that says something; the first wrong one is named."""
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["texts"]).splitlines()]
        found = [line for line in lines if line]
        if len(found) > MOST:
            raise ValidationError(_("Add at most %(n)s at once.") % {"n": MOST})
        for at, line in enumerate(lines, 1):
            if line and not LEAST <= len(line) <= self.longest:
                words = _("Line %(line)s must have %(least)s to %(most)s characters.")
                raise ValidationError(words % {"line": at, "least": LEAST, "most": self.longest})
        return found
