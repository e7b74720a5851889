"""Forms of addresses: a building, its doors, what lists are narrowed by."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.addresses import keys
from hustings.field.addresses.models import Building, Door
from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.foundation.accounts import access
from hustings.foundation.hq import filters
from hustings.foundation.territories.fields import ZoneField
from hustings.foundation.territories.models import Kind, Zone

MOST_FLOORS, MOST_LABELS = 60, 60
MOST_NAMED = 4  # addresses of an error
_FROM_TO = re.compile(r"(-?\d{1,3})\s*(?:-|–|…|\.\.|à|to)\s*(-?\d{1,3})", re.IGNORECASE)


class PlaceFilter(filters.FilterForm):
    """Municipalities by name or code."""

    q = forms.CharField(label=gettext_lazy("Name or code"), required=False, max_length=100)

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        return rows.search(said["q"])


class BuildingFilter(filters.FilterForm):
    """Buildings by street and number."""

    q = forms.CharField(label=gettext_lazy("Street or address"), required=False, max_length=100)

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        return rows.search(said["q"])


class HomesForm(forms.ModelForm):  # type: ignore[type-arg]
    """Number of homes and place of a building."""

    class Meta:
        model = Building
        fields = ["homes", "latitude", "longitude"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for name, most in (("latitude", 90), ("longitude", 180)):
            if (degrees := said.get(name)) is not None and abs(degrees) > most:
                self.add_error(name, _("Enter degrees, like 45.76."))
        if not self.errors and (said.get("latitude") is None) != (said.get("longitude") is None):
            self.add_error("longitude", _("Enter both latitude and longitude, or neither."))
        return said


class BuildingForm(HomesForm):
    """A new building."""

    commune = ZoneField(label=gettext_lazy("Municipality"), kinds=[Kind.COMMUNE])

    class Meta(HomesForm.Meta):
        fields = ["number", "street", "postcode", "homes", "latitude", "longitude"]

    field_order = ("commune", *Meta.fields)

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user
        self.fields["street"].required = True

    def clean_commune(self) -> Zone:
        commune: Zone = self.cleaned_data["commune"]
        if not access.may(self.user, CHANGE_ADDRESSES, commune):
            raise forms.ValidationError(_("Choose a municipality of your territory."))
        return commune


class DoorsForm(forms.Form):
    """Doors of one staircase: each label on each floor."""

    stair = forms.CharField(
        label=gettext_lazy("Staircase"), required=False, max_length=40,
        help_text=gettext_lazy("Leave blank if there is only one."),
    )  # fmt: skip
    floors = forms.CharField(
        label=gettext_lazy("Floors"), max_length=200,
        help_text=gettext_lazy("For example “0-4”, or “ground, 1, 2”."),
    )  # fmt: skip
    labels = forms.CharField(
        label=gettext_lazy("Doors on each floor"), max_length=400,
        help_text=gettext_lazy("For example “left, right”, or “1-3”."),
    )  # fmt: skip

    def clean_stair(self) -> str:
        return " ".join(self.cleaned_data["stair"].split())

    def clean_floors(self) -> list[str]:
        return _listed(self.cleaned_data["floors"], MOST_FLOORS, 40)

    def clean_labels(self) -> list[str]:
        return _listed(self.cleaned_data["labels"], MOST_LABELS, 60)


class MergeForm(forms.Form):
    """The address of which a building is a second name."""

    into = forms.CharField(
        label=gettext_lazy("It is the same building as"), max_length=200,
        help_text=gettext_lazy("Number and street, as in the list. Its doors and visits count there."),
    )  # fmt: skip

    def __init__(self, *args: Any, building: Building, **more: Any) -> None:
        super().__init__(*args, **more)
        self.building = building

    def clean_into(self) -> Building:
        others = Building.objects.standing().filter(municipality=self.building.municipality_id)
        found = list(others.exclude(pk=self.building.pk).search(self.cleaned_data["into"])[: MOST_NAMED + 1])
        exact = [one for one in found if keys.plain(str(one)) == keys.plain(self.cleaned_data["into"])]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found:
            raise forms.ValidationError(_("There is no such address in this municipality."))
        named = ", ".join(map(str, found[:MOST_NAMED]))
        raise forms.ValidationError(_("Several addresses match: %(named)s. Enter one.") % {"named": named})


class SplitForm(forms.Form):
    """A staircase that has a number of its own."""

    stair = forms.ChoiceField(label=gettext_lazy("Staircase"))
    number = forms.CharField(
        label=gettext_lazy("Its own number"), max_length=20,
        help_text=gettext_lazy("For example “12 bis”. Its doors move there, with their visits."),
    )  # fmt: skip

    def __init__(self, *args: Any, building: Building, **more: Any) -> None:
        super().__init__(*args, **more)
        stairs = Door.objects.known(building).order_by().values_list("stair", flat=True).distinct()
        field: Any = self.fields["stair"]
        field.choices = [(stair, stair or "–") for stair in sorted(stairs)]
        field.required = "" not in stairs


class DoorMergeForm(forms.Form):
    """The door that a door is."""

    into = forms.ModelChoiceField(
        Door.objects.none(), label=gettext_lazy("It is the same door as"), empty_label=None
    )

    def __init__(self, *args: Any, doors: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["into"]
        field.queryset = doors


class DoorSplitForm(forms.Form):
    """Names of the doors that a door is."""

    labels = forms.CharField(
        label=gettext_lazy("It is several doors, named"), max_length=400,
        help_text=gettext_lazy("For example “left, right”. What was noted so far counts at the first."),
    )  # fmt: skip

    def clean_labels(self) -> list[str]:
        return _listed(self.cleaned_data["labels"], MOST_LABELS, 60)


class FileForm(forms.Form):
    """A file of addresses."""

    file = forms.FileField(
        label=gettext_lazy("CSV or Excel file"),
        help_text=gettext_lazy("Compressed files (.csv.gz) work, too."),
    )  # fmt: skip


def _listed(text: str, most: int, longest: int) -> list[str]:
    """The parts of a list set apart by commas, with what lies between two numbers."""
    found: list[str] = []
    for each in (" ".join(part.split()) for part in re.split(r"[,;\n]", text)):
        if between := _FROM_TO.fullmatch(each):
            first, last = sorted((int(between[1]), int(between[2])))
            found += map(str, range(first, min(last, first + most) + 1))
        elif each:
            found.append(each[:longest])
    if not found or len(found) > most:
        raise forms.ValidationError(
            _("Enter between 1 and %(most)s, with commas between them.") % {"most": most}
        )
    return found
