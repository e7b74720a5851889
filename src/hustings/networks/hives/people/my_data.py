"""Memberships and baskets in the download of somebody's own data."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.lib.formats import money
from hustings.networks.hives.models import HiveJoining
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts


def _baskets(person: Person) -> Iterable[tuple[Any, ...]]:
    rows = person.hive_baskets.select_related("sale__hive__books").prefetch_related("lines__offer")
    for row in rows:
        goods = ", ".join(f"{line.asked} {line.offer.name}" for line in row.lines.all())
        total = money.shown(row.total, row.sale.hive.currency)
        yield row.sale.hive.name, row.number, goods, total, row.placed_at, row.picked_at


part = parts.my_data(
    parts.Part(
        "hives",
        _("Your buying groups"),
        {"name": _("name"), "since": _("since"), "ended_at": pgettext_lazy("buying group", "ended")},
        lambda person: [
            (row.hive.name, row.joined_at, row.left_at)
            for row in person.hive_memberships.select_related("hive")
        ],
    ),
    parts.Part(
        "hive_joinings",
        _("Forms by which you joined buying groups"),
        {
            "name": _("name"), "address": _("e-mail"), "at": pgettext_lazy("form", "sent"),
            "confirmed_at": _("confirmed"),
        },
        lambda person: [
            (row.hive.name, row.address, row.asked_at, row.confirmed_at)
            for row in HiveJoining.objects.filter(person=person).select_related("hive").order_by("-pk")
        ],
    ),
    parts.Part(
        "hive_baskets",
        _("Your baskets"),
        {
            "name": _("name"), "slip": _("slip"), "goods": _("goods"), "total": _("total"),
            "at": pgettext_lazy("basket", "ordered"), "picked_at": _("picked up"),
        },
        _baskets,
    ),
)  # fmt: skip
