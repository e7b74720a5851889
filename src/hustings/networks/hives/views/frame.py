"""Common parts of HQ's pages about buying groups."""

from functools import partial

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import pgettext_lazy

from hustings.foundation.lib.web.buttons import done
from hustings.foundation.lib.web.frame import Pages
from hustings.networks.hives.models import Basket, Hive, Producer, Sale
from hustings.networks.hives.rights import RUN_HIVES
from hustings.people.persons.refusals import Refused

HIVES = pgettext_lazy("menu", "Buying groups")
ICON = "folder-open-inverse"
page = Pages("hives/hq", "hives:hives", HIVES, ICON)


def hive_of(request: HttpRequest, pk: int) -> Hive:
    """One that this user runs; else 404."""
    rows = Hive.objects.of(request.user, RUN_HIVES).select_related("books", "zone", "group", "host")
    return get_object_or_404(rows, pk=pk)


def sale_of(request: HttpRequest, pk: int) -> Sale:
    rows = Sale.objects.of(request.user, RUN_HIVES).select_related("hive__books")
    return get_object_or_404(rows, pk=pk)


def basket_of(request: HttpRequest, pk: int) -> Basket:
    rows = Basket.objects.of(request.user, RUN_HIVES).select_related("sale__hive__books", "person")
    return get_object_or_404(rows, pk=pk)


def producer_of(request: HttpRequest, pk: int) -> Producer:
    return get_object_or_404(Producer.objects.of(request.user, RUN_HIVES), pk=pk)


do = partial(done, refused=Refused)
