"""Addresses in the search of HQ: municipalities by name, buildings by the beginning of their street."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hustings.field.addresses.models import Building, Municipality
from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.foundation.accounts import access
from hustings.foundation.hq import search


def _find(request: HttpRequest, text: str, n: int) -> Iterator[search.Hit]:
    if not access.may(request.user, CHANGE_ADDRESSES):
        return
    for place in Municipality.objects.visible_to(request.user).search(text)[:n]:
        yield search.Hit(place.name, reverse("addresses:place", args=[place.pk]), place.pk)
    found = Building.objects.standing().visible_to(request.user).begins(text).select_related("municipality")
    for one in found.order_by("address_key", "pk")[:n]:
        yield search.Hit(str(one), reverse("addresses:building", args=[one.pk]), one.municipality.name)


part = search.sources(search.Source("addresses", _("Addresses"), "home", 110, _find))
