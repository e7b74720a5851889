"""Contacts, what follows from them, and follow-ups."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.moment_fields import MomentField
from hustings.people.contacts.models import Contact
from hustings.people.contacts.outcomes import LATER, Proposal
from hustings.people.persons import team
from hustings.people.persons.models import Person


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=DayInput(), **more)


class ContactForm(forms.Form):
    method = forms.ChoiceField(label=_("Channel"), choices=Contact.Method)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Contact.Outcome)
    contacted_at = MomentField(label=_("When"), required=False)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ConsequencesForm(forms.Form):
    chosen = forms.MultipleChoiceField(
        label=_("Next steps"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, proposals: list[Proposal], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["chosen"]
        field.choices = [(proposal.key, proposal.label) for proposal in proposals]
        field.initial = [proposal.key for proposal in proposals if proposal.is_sure]
        if any(proposal.key == LATER for proposal in proposals):
            tomorrow = timezone.localdate() + dt.timedelta(days=1)
            self.fields["due_on"] = _day(label=_("Due date"), required=False, initial=tomorrow)


class FollowUpForm(forms.Form):
    """What is to be done, by whom and when."""

    what = forms.CharField(label=_("Task"), max_length=300)
    owner = forms.ModelChoiceField(User.objects.none(), label=_("Assigned to"))
    due_on = _day(label=_("Due date"))

    def __init__(self, *args: Any, person: Person, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner"].queryset = team.seeing(person)  # type: ignore[attr-defined]
        self.fields["owner"].initial = user.pk
        self.fields["due_on"].initial = timezone.localdate() + dt.timedelta(days=1)


class PostponeForm(forms.Form):
    """Some days on, or another day; a button sends the days."""

    days = forms.TypedChoiceField(
        choices=[("", ""), ("1", "1"), ("7", "7")], coerce=int, empty_value=None, required=False
    )
    due_on = _day(label=_("Other date"), required=False)

    def clean(self) -> dict[str, Any]:
        """From today, not from a day that may be long past."""
        cleaned = super().clean() or self.cleaned_data
        if days := cleaned.get("days"):
            cleaned["due_on"] = timezone.localdate() + dt.timedelta(days=days)
        elif not cleaned.get("due_on") and not self.errors:
            self.add_error("due_on", _("Choose a date."))
        return cleaned
