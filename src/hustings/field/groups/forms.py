"""The shape of what is typed about local groups, and about places."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.groups.models import LocalGroup
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.hq import filters
from hustings.foundation.lib import trap_addresses
from hustings.foundation.lib.fields.language_forms import InLanguages
from hustings.foundation.territories.fields import ZoneField
from hustings.foundation.territories.models import Zone


def coordinate(label: Any, most: int) -> forms.FloatField:
    """Degrees, as maps give them."""
    return forms.FloatField(
        label=label, required=False, min_value=-most, max_value=most,
        widget=forms.NumberInput({"step": "any"}),
    )  # fmt: skip


class PlacedForm(InLanguages):
    """A form with a territory that the user may write about, and a point on the map or none."""

    folded: tuple[str, ...] = ("latitude", "longitude")  # below "More": the map sets them

    def __init__(self, *args: Any, user: Any, right: Right, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user, self.right = user, right

    tiles, tiles_credit = settings.MAP_TILES, settings.MAP_CREDIT

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.folded]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Whether something folded has to be seen."""
        return self.is_bound and any(name in self.errors for name in self.folded)

    @property
    def start(self) -> str:
        """The point at which the map begins without one: the middle of the territory."""
        zone = self.initial.get("zone")
        if isinstance(zone, int):
            zone = Zone.objects.filter(pk=zone).only("latitude", "longitude").first()
        return f"{zone.latitude} {zone.longitude}" if zone and zone.latitude is not None else ""

    def clean(self) -> dict[str, Any]:
        """Both degrees or none; a territory of the user's."""
        said: dict[str, Any] = super().clean() or {}
        if (said.get("latitude") is None) != (said.get("longitude") is None):
            missing = "latitude" if said.get("latitude") is None else "longitude"
            if missing not in self.errors:
                self.add_error(missing, _("Enter both latitude and longitude, or neither."))
        if "zone" not in self.errors and not access.covers(
            access.grants(self.user, self.right), said["zone"]
        ):
            words = (
                _("You don’t have access to this territory. Choose one of yours.")
                if said["zone"]
                else _("Choose one of your territories.")
            )
            self.add_error("zone", words)
        self._refuse_nobodys(said)
        return said

    def _refuse_nobodys(self, said: dict[str, Any]) -> None:
        """No address that is no person's stands on the site, in whichever field it was typed."""
        typed = [(name, value) for name, value in said.items() if isinstance(value, str) and "@" in value]
        for name, value in typed:
            if address := trap_addresses.in_text(value, where=f"HQ: {type(self).__name__}"):
                self.add_error(name, trap_addresses.refusal(address))


class LocalGroupForm(PlacedForm):
    texts = {"description": (gettext_lazy("Description"), 3_000, True)}
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    zone = ZoneField(
        label=gettext_lazy("Territory"),
        help_text=gettext_lazy("The town, or a larger area that the group covers"),
    )
    place = forms.CharField(
        label=gettext_lazy("Where it meets"), max_length=200, required=False,
        help_text=gettext_lazy("Public: never enter a home address"),
    )  # fmt: skip
    address = forms.CharField(label=gettext_lazy("Address"), max_length=300, required=False)
    latitude = coordinate(gettext_lazy("Latitude"), 90)
    longitude = coordinate(gettext_lazy("Longitude"), 180)
    email = forms.EmailField(label=gettext_lazy("Public e-mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Public phone"), max_length=40, required=False)
    link = forms.URLField(
        label=gettext_lazy("Link"), max_length=300, required=False, assume_scheme="https",
        help_text=gettext_lazy("Web page or channel of the group"),
    )  # fmt: skip
    organiser = forms.CharField(
        label=gettext_lazy("Organiser (public)"), max_length=120, required=False,
        help_text=gettext_lazy("The name as they want it shown."),
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=gettext_lazy("They agreed to be named on the site"), required=False,
    )  # fmt: skip
    field_order = ["name", "zone", "description_fr", "description_en"]

    def __init__(self, *args: Any, group: LocalGroup | None = None, **more: Any) -> None:
        if group:
            names = [
                "name", "zone", "place", "address", "latitude", "longitude", "email", "phone", "link",
                "organiser",
            ]  # fmt: skip
            first = {name: getattr(group, name) for name in names} | {"agreed": bool(group.organiser)}
            more.setdefault("initial", first)
        super().__init__(*args, right=CHANGE_GROUPS, **more)
        self._add_texts({"description": group.descriptions} if group else {})
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A name only by choice."""
        said = super().clean()
        if said.get("organiser") and not said.get("agreed"):
            self.add_error("agreed", _("Ask them first and tick this box, or remove the name."))
        return said

    @property
    def values(self) -> dict[str, Any]:
        names = [
            "name", "zone", "place", "address", "latitude", "longitude", "email", "phone", "link",
            "organiser",
        ]  # fmt: skip
        return {name: self.cleaned_data[name] for name in names} | {"descriptions": self.said("description")}


class FilterForm(filters.FilterForm):
    """Filters of the list."""

    q = forms.CharField(label=gettext_lazy("Name or territory"), required=False, max_length=100)
    zone = ZoneField(label=gettext_lazy("Territory"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Status"), required=False,
        choices=[
            ("", gettext_lazy("current")),
            ("waiting", gettext_lazy("to approve")),
            ("closed", gettext_lazy("closed")),
        ],
    )  # fmt: skip

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        rows = rows.exclude(closed_at=None) if said["state"] == "closed" else rows.filter(closed_at=None)
        if said["state"] == "waiting":
            rows = rows.filter(shown_at=None)
        return (rows.within(said["zone"]) if said["zone"] else rows).search(said["q"])
