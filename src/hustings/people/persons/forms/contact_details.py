"""The small forms beside e-mails, phones, postal addresses, and the marks."""

from django import forms

from hustings.people.persons.do_not_contact import MARKS
from hustings.people.persons.models import Email


def is_yes(word: str) -> bool:
    return word == "yes"


class StatusForm(forms.Form):
    """What is known of it; the three tables know the same words."""

    status = forms.ChoiceField(choices=Email.Status)


class MoveForm(forms.Form):
    is_up = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=is_yes)


class MarkForm(forms.Form):
    mark = forms.ChoiceField(choices=list(MARKS.items()))
    is_set = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=is_yes)
