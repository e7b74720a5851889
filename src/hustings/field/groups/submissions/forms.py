"""The public forms: to join a group, to found one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.groups.models import GroupKind, GroupRole, LocalGroup
from hustings.field.groups.models.joinings import JOINABLE
from hustings.foundation.lib.web import query_params
from hustings.foundation.territories import addresses
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Purpose
from hustings.people.signups.public_forms import consents
from hustings.people.signups.public_forms.base import PersonForm


class JoiningForm(PersonForm):
    """Details of whoever joins; the button pressed says as what."""

    place = "group"
    phone = None
    role = forms.ChoiceField(choices=JOINABLE, required=False, widget=forms.HiddenInput)

    def __init__(self, group: LocalGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        self.fields["postcode"].required = False

    def clean_postcode(self) -> str:
        return super().clean_postcode() if self.cleaned_data["postcode"].strip() else ""

    def clean_role(self) -> str:
        return self.cleaned_data["role"] or GroupRole.MEMBER


class EnquiryForm(PersonForm):
    """A message to the hosts of a group."""

    place = "write"
    phone = postcode = commune = None
    words = forms.CharField(
        label=gettext_lazy("Your message"), max_length=2_000,
        widget=forms.Textarea({"rows": 5, "maxlength": 2_000}),
    )  # fmt: skip


class FoundingForm(PersonForm):
    """Details of a founder and their group: kind, name, purpose, a public place, the charter."""

    place = "found"
    phone = None
    kind = forms.ModelChoiceField(
        GroupKind.objects.none(), label=gettext_lazy("Kind of group"), empty_label=None
    )
    title = forms.CharField(label=gettext_lazy("Name of the group"), max_length=120)
    purpose = forms.CharField(
        label=gettext_lazy("What will it do?"), max_length=1_000,
        widget=forms.Textarea({"rows": 4, "maxlength": 1_000}),
        help_text=gettext_lazy("Shown on the group’s page."),
    )  # fmt: skip
    meets = forms.CharField(
        label=gettext_lazy("Where it meets (name of the place)"), max_length=200, required=False
    )
    where = forms.CharField(
        label=gettext_lazy("Town or address"), max_length=addresses.LONGEST,
        help_text=gettext_lazy("A public place, never a home address."),
    )  # fmt: skip
    town = forms.CharField(label=gettext_lazy("Which town?"), required=False, max_length=20)
    is_named = forms.BooleanField(
        label=gettext_lazy("Show my name as host on the group’s page"), required=False
    )
    charter = forms.BooleanField(label=gettext_lazy("I accept the charter"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = GroupKind.objects.filter(may_be_founded=True, archived_at=None)
        self.kinds = list(kinds)
        kind: Any = self.fields["kind"]
        kind.queryset = kinds
        if len(self.kinds) == 1:
            kind.initial = self.kinds[0].pk
        self.fields["postcode"].required = False
        self.towns: list[tuple[str, str]] = []
        self.found = addresses.Address(None, "")

    @property
    def charters(self) -> list[GroupKind]:
        return [kind for kind in self.kinds if kind.charter]

    def clean_postcode(self) -> str:
        return super().clean_postcode() if self.cleaned_data["postcode"].strip() else ""

    def clean_where(self) -> str:
        """A town that we know; where several match, one is chosen."""
        typed = addresses.Typed.read(self.cleaned_data["where"])
        found = addresses.the_one(typed, query_params.key(self.data.get("town", "")))
        if found is None or found.zone is None:
            options = addresses.find(typed)
            self.towns = [(str(zone.pk), zone.label()) for zone in options.zones[: addresses.MOST]]
            raise ValidationError(options.problem or _("Enter a town or an address."))
        self.found = found
        return typed.text

    def clean(self) -> dict[str, Any]:
        """The charter of the kind, where it has one."""
        said = super().clean()
        kind = said.get("kind")
        if kind and kind.charter and not said.get("charter"):
            self.add_error("charter", _("Read the charter and tick this box."))
        return said

    @property
    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        zone: Zone | None = self.found.zone
        return {
            "kind": said["kind"], "title": said["title"].strip(), "purpose": said["purpose"].strip(),
            "where": zone, "place": said["meets"], "meets_at": self.found.line,
            "charter": said["kind"].charter, "is_named": said["is_named"],
        }  # fmt: skip


def _stamped(source: str, request: HttpRequest) -> Any:
    boxes = {
        purpose: wording for purpose, wording in consents.asked(request).items() if purpose == Purpose.EMAIL
    }
    texts = {wording.pk: wording.text for wording in boxes.values()}
    return consents.stamped(source, request, boxes), texts


def empty_joining(group: LocalGroup, source: str, request: HttpRequest, typed: Any = None) -> JoiningForm:
    """The form, stamped now, with what was ``typed``, if anything."""
    shown, texts = _stamped(source, request)
    return JoiningForm(group, shown, typed, texts=texts)


def empty_enquiry(source: str, request: HttpRequest, typed: Any = None) -> EnquiryForm:
    return EnquiryForm(consents.stamped(source, request, {}), typed, texts={})


def empty_founding(source: str, request: HttpRequest, typed: Any = None) -> FoundingForm:
    shown, texts = _stamped(source, request)
    return FoundingForm(shown, typed, texts=texts)
