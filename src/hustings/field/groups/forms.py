"""The shape of what is typed about local groups, and about places."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.field.groups.models import Certification, GroupKind, Health, LocalGroup
from hustings.field.groups.rights import CHANGE_GROUPS
from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.hq import filters
from hustings.foundation.lib import trap_addresses
from hustings.foundation.lib.fields.language_forms import InLanguages
from hustings.foundation.lib.fields.picture_fields import PictureField
from hustings.foundation.territories import addresses
from hustings.foundation.territories.address_fields import AddressField
from hustings.foundation.territories.addresses import Address
from hustings.foundation.territories.fields import ZoneField
from hustings.foundation.territories.models import Zone

MOST_OWN = 3  # territories of a user's that are named
PLAIN = ("name", "place", "latitude", "longitude", "email", "phone", "link", "organiser", "is_trusted")


def coordinate(label: Any, most: int) -> forms.FloatField:
    """Degrees, as maps give them."""
    return forms.FloatField(
        label=label, required=False, min_value=-most, max_value=most,
        widget=forms.NumberInput({"step": "any"}),
    )  # fmt: skip


def town_or_address() -> AddressField:
    """The one box that sets territory and point."""
    return AddressField(
        label=gettext_lazy("Town or address"), required=False,
        help_text=gettext_lazy("For example “Lyon” or “12 rue Haute, 69002 Lyon”; a larger area works too."),
    )  # fmt: skip


class PlacedForm(InLanguages):
    """A form with an address or a territory that the user may write about, and a point on the map or none.

    The address sets territory and point; a territory of its own, below "More", stands above it.
    """

    folded: tuple[str, ...] = ("zone", "latitude", "longitude")  # below "More"

    def __init__(self, *args: Any, user: Any, right: Right, placed: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user, self.right, self.kept = user, right, Address(None, "")
        if placed:
            self._keep_place(placed)

    tiles, tiles_credit = settings.MAP_TILES, settings.MAP_CREDIT

    def _keep_place(self, placed: Any) -> None:
        """The address as it is; a territory that is wider than a town stays the one that was chosen."""
        is_wide = placed.address and placed.zone and placed.zone.kind not in addresses.PLACED
        self.kept = Address(None if is_wide else placed.zone, placed.address)
        self.initial["zone"] = placed.zone if is_wide else None
        self.initial["address"] = self.fields["address"].keep(self.kept)  # type: ignore[attr-defined] # an AddressField

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.folded]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded if name in self.fields]

    @property
    def is_unfolded(self) -> bool:
        """Whether something folded has to be seen."""
        wrong = self.is_bound and any(name in self.errors for name in self.folded)
        return bool(wrong or self["zone"].initial)

    @property
    def start(self) -> str:
        """The point at which the map begins without one: the middle of the territory."""
        zone = self.initial.get("zone") or self.kept.zone
        return f"{zone.latitude} {zone.longitude}" if zone and zone.latitude is not None else ""

    @property
    def town(self) -> str:
        """The point that the pin goes back to."""
        return "{} {}".format(*self.kept.point) if self.kept.point else ""

    def said_zone(self) -> Zone | None:
        """The territory: its own, else that of the address."""
        address = self.cleaned_data.get("address")
        found: Zone | None = self.cleaned_data.get("zone") or (address.zone if address else None)
        return found

    def clean(self) -> dict[str, Any]:
        """Both degrees or none; a territory of the user's."""
        said: dict[str, Any] = super().clean() or {}
        if (said.get("latitude") is None) != (said.get("longitude") is None):
            missing = "latitude" if said.get("latitude") is None else "longitude"
            if missing not in self.errors:
                self.add_error(missing, _("Enter both latitude and longitude, or neither."))
        field = "zone" if said.get("zone") else "address"
        said["zone"] = self.said_zone()
        if not {"zone", "address"} & self.errors.keys():
            self._take_address(said)
            self._check_territory(said["zone"], field)
        self._refuse_nobodys(said)
        return said

    def _take_address(self, said: dict[str, Any]) -> None:
        """The line of the address; in another town than before, a point that was not moved goes along."""
        address: Address = said.get("address") or Address(None, "")
        said["address"] = address.line
        is_moved = any(said.get(name) != self.initial.get(name) for name in ("latitude", "longitude"))
        if address.zone != self.kept.zone and not is_moved:
            said["latitude"], said["longitude"] = address.point or (None, None)

    def _check_territory(self, zone: Zone | None, field: str) -> None:
        held = access.grants(self.user, self.right)
        if access.covers(held, zone):
            return
        zones = Zone.objects.labelled().filter(pk__in=[grant.zone_id for grant in held]).order_by("name_key")
        values = {"zone": zone.label() if zone else "", "mine": ", ".join(map(Zone.label, zones[:MOST_OWN]))}
        words = (
            _("%(zone)s is outside your territories (%(mine)s). Choose a place there.")
            if zone
            else _("Enter a town or an address in your territories (%(mine)s).")
        )
        self.add_error(field, words % values)

    def _refuse_nobodys(self, said: dict[str, Any]) -> None:
        """No address that is no person's stands on the site, in whichever field it was typed."""
        typed = [(name, value) for name, value in said.items() if isinstance(value, str) and "@" in value]
        for name, value in typed:
            if address := trap_addresses.in_text(value, where=f"HQ: {type(self).__name__}"):
                self.add_error(name, trap_addresses.refusal(address))


class LocalGroupForm(PlacedForm):
    texts = {
        "description": (gettext_lazy("Description"), 3_000, True),
        "picture_alt": (gettext_lazy("Image description"), 200, False),
    }  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    kind = forms.ModelChoiceField(
        GroupKind.objects.filter(archived_at=None), label=gettext_lazy("Kind"), required=False
    )
    place = forms.CharField(
        label=gettext_lazy("Where it meets"), max_length=200, required=False,
        help_text=gettext_lazy("Public: never enter a home address"),
    )  # fmt: skip
    address = town_or_address()
    zone = ZoneField(
        label=gettext_lazy("Territory"), required=False,
        help_text=gettext_lazy("Only where the group covers a larger area than the town where it meets."),
    )  # fmt: skip
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
    picture = PictureField(label=gettext_lazy("Picture"), required=False)
    is_trusted = forms.BooleanField(
        label=gettext_lazy("Publish the events of its hosts without approval"), required=False
    )
    field_order = [
        "name", "kind", "place", "address", "description_fr", "description_en", "picture", "picture_alt_fr",
        "picture_alt_en",
    ]  # fmt: skip

    def __init__(self, *args: Any, group: LocalGroup | None = None, **more: Any) -> None:
        if group:
            first = {name: getattr(group, name) for name in PLAIN} | {"agreed": bool(group.organiser)}
            more.setdefault("initial", first | {"kind": group.kind_id, "picture": group.picture_id})
        super().__init__(*args, right=CHANGE_GROUPS, placed=group, **more)
        kept = {"description": group.descriptions, "picture_alt": group.picture_alts} if group else {}
        self._add_texts(kept)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A territory; a name only by choice."""
        said = super().clean()
        if not said.get("zone") and not self.errors:
            self.add_error("address", _("Enter a town or an address."))
        if said.get("organiser") and not said.get("agreed"):
            self.add_error("agreed", _("Ask them first and tick this box, or remove the name."))
        return said

    @property
    def values(self) -> dict[str, Any]:
        names = [*PLAIN, "kind", "zone", "address"]
        texts = {"descriptions": self.said("description"), "picture_alts": self.said("picture_alt")}
        picture = {"picture_id": self.cleaned_data["picture"]}
        return {name: self.cleaned_data[name] for name in names} | texts | picture


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
    health = forms.ChoiceField(
        label=gettext_lazy("Health"), required=False,
        choices=[
            ("", gettext_lazy("all")), ("certified", gettext_lazy("certified")),
            ("at_risk", gettext_lazy("certification at risk")), *Health.choices,
        ],
    )  # fmt: skip

    def narrow(self, rows: Any, said: dict[str, Any]) -> Any:
        rows = rows.exclude(closed_at=None) if said["state"] == "closed" else rows.filter(closed_at=None)
        if said["state"] == "waiting":
            rows = rows.filter(shown_at=None)
        if said["health"] in Health:
            rows = rows.filter(figures__health=said["health"])
        elif said["health"]:
            held = Certification.objects.live()
            held = held.exclude(warned_at=None) if said["health"] == "at_risk" else held
            rows = rows.filter(pk__in=held.values("group"))
        return (rows.within(said["zone"]) if said["zone"] else rows).search(said["q"])
