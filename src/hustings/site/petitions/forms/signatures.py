"""The form below a petition."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.people.signups.public_forms import consents
from hustings.people.signups.public_forms.base import NUMBERED, PersonForm
from hustings.site.petitions.models import Ask, Petition, Shown

LONGEST = 500  # letters of a comment
CHOICES = [
    (Shown.NO, _("Don't show my name")),
    (Shown.INITIAL, _("Show my first name and initial")),
    (Shown.FULL, _("Show my full name")),
]


class SignForm(PersonForm):
    """Who signs, whether the name is shown, and a comment where the petition asks for one."""

    place = "sign"
    shown_as = forms.ChoiceField(
        label=_("Your name on this page"), choices=CHOICES, initial=Shown.NO, widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    comment = forms.CharField(
        label=_("Why do you sign?"), max_length=LONGEST, required=False,
        widget=forms.Textarea({"rows": 3, "maxlength": LONGEST}),
        help_text=_("Shown below the petition once the campaign has approved it."),
    )  # fmt: skip

    def __init__(self, petition: Petition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.petition = petition
        for ask in Ask.values:
            if ask not in petition.asks:
                del self.fields[ask]
        if Ask.FAMILY_NAME in petition.asks:
            self.fields["family_name"].required = True

    def clean_shown_as(self) -> str:
        """Not at all, unless something else is chosen."""
        return self.cleaned_data["shown_as"] or Shown.NO

    def clean_comment(self) -> str:
        """Without addresses of sites: that is what robots bring."""
        said = " ".join(self.cleaned_data["comment"].split(" ")).strip()
        if "://" in said or "www." in said.lower():
            raise ValidationError(gettext("Please remove the links."))
        return said


def empty_form(petition: Petition, source: str, request: HttpRequest, typed: Any = None) -> SignForm:
    """The form with this petition's consents, stamped now, with what was ``typed``, if anything."""
    boxes = {
        purpose: wording
        for purpose, wording in consents.asked(request).items()
        if purpose in petition.consents and (Ask.PHONE in petition.asks or purpose not in NUMBERED)
    }
    shown = consents.stamped(source, request, boxes)
    return SignForm(petition, shown, typed, texts={wording.pk: wording.text for wording in boxes.values()})
