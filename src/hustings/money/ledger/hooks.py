"""Hooks of the ledger: whence its entries come, as the apps that post them say."""

from dataclasses import dataclass
from operator import attrgetter

from django.urls import reverse

from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Origin:
    """Things of one kind: how sources of their entries begin ("expense:12:paid"), and their page in HQ."""

    prefix: str
    view: str


origins = Registry[Origin]("ledger.hooks.origins", key=attrgetter("prefix"))


def page(source: str | None) -> str:
    """Address of the thing that an entry records, where it is corrected; "" where there is none."""
    for each in origins.all():
        number = (source or "").removeprefix(each.prefix).partition(":")[0]
        if source and source.startswith(each.prefix) and number.isdecimal():
            return reverse(each.view, args=[int(number)])
    return ""
