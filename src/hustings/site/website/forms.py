"""The forms: sign-up, and the sentence of a consent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from hustings.people.persons import actions as people
from hustings.people.persons.models import ASKED, Purpose
from hustings.people.signups.public_forms.base import PersonForm
from hustings.site.website.models import ConsentLine


class SignUpForm(PersonForm):
    """Joins: who somebody is, and by whose link they came."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = str(self.data.get("by", ""))[:16]  # whose link they came by


class ConsentLineForm(WagtailAdminModelForm):
    """Writes the sentence into the ledger's wordings: an old one is never changed."""

    text = forms.CharField(
        label=gettext_lazy("Sentence"), widget=forms.Textarea({"rows": 3}), max_length=1000
    )

    class Meta:
        model = ConsentLine
        fields = ["purpose", "language", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [(each.value, each.label) for each in ASKED]
        if self.instance.pk:
            self.fields["text"].initial = self.instance.wording.text

    def save(self, commit: bool = True) -> ConsentLine:
        answers = self.cleaned_data
        self.instance.wording = people.wording(
            purpose=Purpose(answers["purpose"]), text=answers["text"].strip()
        )
        line: ConsentLine = super().save(commit=commit)
        return line
