"""Forms of the site: a report, an appeal."""

from django import forms
from django.utils.translation import gettext_lazy

from hustings.deliberation.consultations.forms.public import WHY, area
from hustings.deliberation.moderation.models import Reason
from hustings.people.signups.public_forms.base import GuardedForm

LONGEST = 2_000


class ReportForm(GuardedForm):
    """Why an item breaks the rules."""

    place = "report"
    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"), choices=Reason.choices, widget=forms.RadioSelect
    )
    words = area(gettext_lazy("Details"), WHY, rows=3, required=False)


class AppealForm(forms.Form):
    """Words of an author against a decision."""

    words = forms.CharField(
        label=gettext_lazy("Why should it be shown again?"), max_length=LONGEST,
        widget=forms.Textarea({"rows": 5, "maxlength": LONGEST}),
    )  # fmt: skip
