"""HQ: municipalities, their buildings."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from hustings.field.addresses import forms
from hustings.field.addresses.models import Building, Door, Municipality
from hustings.field.addresses.rights import CHANGE_ADDRESSES, imports_addresses
from hustings.foundation.accounts.access import needs
from hustings.foundation.hq.resources import Button, Resource
from hustings.foundation.hq.tables import Code, Column, Day, Number, Title

ADDRESSES = gettext_lazy("Addresses")
ADD = Button(gettext_lazy("New address"), "addresses:building_new")
IMPORT = Button(gettext_lazy("Import addresses"), "addresses:imports", imports_addresses)


class Places(Resource):
    """Municipalities of the user's territories, by name."""

    guard = needs(CHANGE_ADDRESSES)
    title, icon = ADDRESSES, "home"
    buttons = (IMPORT, ADD)
    filters_class = forms.PlaceFilter
    order = ("name_key", "pk")
    columns = (
        Title("name", gettext_lazy("Municipality"), url="addresses:place"),
        Code("code", gettext_lazy("Code")),
        Number("n_buildings", gettext_lazy("Buildings")),
        Number("n_homes", gettext_lazy("Homes")),
        Day("imported_at", gettext_lazy("Last import")),
    )
    empty = gettext_lazy("No address yet. Import a file, and its doors can be visited.")

    def rows(self) -> QuerySet[Municipality]:
        return Municipality.objects.visible_to(self.user)


class Buildings(Resource):
    """Buildings of one municipality, by street and number."""

    guard = needs(CHANGE_ADDRESSES)
    icon = "home"
    trail = (("addresses:places", ADDRESSES),)
    buttons = (ADD,)
    filters_class = forms.BuildingFilter
    order = ("address_key", "pk")
    columns = (
        Title("address", gettext_lazy("Address"), accessor=str, url="addresses:building"),
        Column("postcode", gettext_lazy("Postcode")),
        Column("station.label", gettext_lazy("Polling station")),
        Number("homes", gettext_lazy("Homes")),
        Number("n_doors", gettext_lazy("Doors")),
    )
    empty = gettext_lazy("No building here yet.")

    @cached_property
    def place(self) -> Municipality:
        return get_object_or_404(Municipality.objects.visible_to(self.user), pk=self.kwargs["code"])

    @property
    def title(self) -> str:
        return self.place.name

    def rows(self) -> QuerySet[Building]:
        return self.place.buildings.standing().select_related("station")

    def prepared(self, rows: list[Any]) -> Sequence[Any]:
        keys = [row.pk for row in rows]
        owner = Coalesce("building__merged_into", "building")
        doors = Door.objects.filter(
            Q(building__in=keys) | Q(building__merged_into__in=keys), merged_into=None
        )
        counted = doors.order_by().values(owner=owner).annotate(n=Count("pk"))
        n_doors = dict(counted.values_list("owner", "n"))
        for row in rows:
            row.n_doors = n_doors.get(row.pk)
        return rows
