"""The shape of what is typed about juries and decisions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.roles import Role
from hustings.networks.initiatives.models import Criterion, Round
from hustings.networks.initiatives.rights import DECIDE_CALLS
from hustings.networks.juries.models import Review
from hustings.people.persons import name_validator
from mailguard.identifiers import addresses

_TEXT = {"rows": 4}


class InviteForm(forms.Form):
    """Somebody who is to read."""

    email = forms.CharField(label=gettext_lazy("E-mail"), max_length=254)
    given_name = forms.CharField(
        label=gettext_lazy("Given name"), max_length=100, required=False, validators=[name_validator.check]
    )
    family_name = forms.CharField(
        label=gettext_lazy("Family name"), max_length=100, required=False, validators=[name_validator.check]
    )
    most = forms.IntegerField(
        label=gettext_lazy("At most"), min_value=1, max_value=5_000, required=False,
        help_text=gettext_lazy("Applications to read. Leave blank for an equal share."),
    )  # fmt: skip

    def clean_email(self) -> str:
        try:
            return str(addresses.read(self.cleaned_data["email"]))
        except addresses.BadAddress as bad:
            raise ValidationError(_("Enter a complete e-mail address, like name@example.org.")) from bad


class MarkForm(forms.Form):
    """Marks and words about one application; a draft may lack some."""

    for_applicant = forms.CharField(
        label=gettext_lazy("For the applicant"), required=False, max_length=2_000,
        widget=forms.Textarea(_TEXT),
        help_text=gettext_lazy("Goes into the letter without your name: what is strong, what is missing."),
    )  # fmt: skip
    for_committee = forms.CharField(
        label=gettext_lazy("For the committee only"), required=False, max_length=2_000,
        widget=forms.Textarea(_TEXT),
    )  # fmt: skip

    def __init__(self, review: Review, criteria: list[Criterion], *args: Any, **more: Any) -> None:
        held = {f"c{key}": mark for key, mark in review.marks.items()}
        words = {"for_applicant": review.for_applicant, "for_committee": review.for_committee}
        more["initial"] = held | words
        super().__init__(*args, **more)
        self.criteria = criteria
        texts = dict(self.fields)
        self.fields.clear()
        for each in criteria:
            self.fields[f"c{each.pk}"] = forms.TypedChoiceField(
                label=each.label, coerce=int, required=False, widget=forms.RadioSelect,
                choices=[(n, str(n)) for n in range(1, each.high + 1)], empty_value=None,
            )  # fmt: skip
        self.fields.update(texts)

    @property
    def rows(self) -> list[tuple[Criterion, forms.BoundField]]:
        return [(each, self[f"c{each.pk}"]) for each in self.criteria]

    def marks(self) -> dict[str, int]:
        """Key of a criterion -> mark."""
        found = {str(each.pk): self.cleaned_data.get(f"c{each.pk}") for each in self.criteria}
        return {key: mark for key, mark in found.items() if mark}

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name].strip() for name in ("for_applicant", "for_committee")}


class MemberForm(forms.Form):
    """A member of the team for the committee."""

    user = forms.ModelChoiceField(label=gettext_lazy("Member of the team"), queryset=User.objects.none())

    def __init__(self, *args: Any, round_: Round, **more: Any) -> None:
        super().__init__(*args, **more)
        roles = sorted(DECIDE_CALLS.holders | {Role.DIRECTOR})
        grants = Grant.objects.live().filter(Q(role__in=roles), user__is_active=True)
        field: Any = self.fields["user"]
        field.queryset = User.objects.filter(pk__in=grants.values("user")).exclude(
            pk__in=round_.members.values("user")
        )


class VoteForm(forms.Form):
    """A vote with its reason."""

    note = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=300)


class FeedbackForm(forms.Form):
    """Words of the committee in the letter."""

    text = forms.CharField(
        label=gettext_lazy("Reasons for the applicant"), required=False, max_length=3_000,
        widget=forms.Textarea(_TEXT), help_text=gettext_lazy("The jurors’ words for the applicant follow."),
    )  # fmt: skip


class AppealForm(forms.Form):
    """Why an applicant thinks that the decision is wrong."""

    text = forms.CharField(
        label=gettext_lazy("What is wrong with the decision?"), max_length=5_000,
        widget=forms.Textarea({"rows": 6}),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"), max_length=5_000, widget=forms.Textarea(_TEXT),
        help_text=gettext_lazy("The applicant gets it by e-mail."),
    )  # fmt: skip
