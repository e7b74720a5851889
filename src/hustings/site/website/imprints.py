"""The imprint: what a site of this country tells of who stands behind it, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from hustings.foundation import legal
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.legal import Channel
from hustings.foundation.legal.rules import Rule
from hustings.site.website.models import Imprint

# What an element of the rule pack needs, by field of the imprint ("campaign." ones are the campaign's).
NEEDS = {
    "publisher": ("publisher", "publisher_address", "publisher_phone"),
    "director": ("director",),
    "host": ("host", "host_address", "host_phone"),
    "imprint": ("publisher", "publisher_address"),  # Great Britain's: the promoter, and on whose behalf
    "controller": ("campaign.privacy_contact",),
}


@dataclass(frozen=True)
class Gap:
    rule: Rule[Any]
    fields: tuple[str, ...]  # their labels, in the reader's language


def rules(country: str) -> Iterator[tuple[Rule[Any], tuple[str, ...]]]:
    today = timezone.localdate()
    try:
        pack = legal.load(country)
    except legal.NoSuchPack:
        return
    for rule in pack.demands(Channel.WEB, today):
        value = rule.on(today)
        if value and value.element in NEEDS:
            yield rule, NEEDS[value.element]


def gaps() -> list[Gap]:
    """What is missing, rule by rule."""
    found, imprint, campaign = [], Imprint.load(), Campaign.current()
    for rule, names in rules(campaign.country):
        empty = tuple(_label(name) for name in names if not _value(name, imprint, campaign).strip())
        if empty:
            found.append(Gap(rule, empty))
    return found


def _value(name: str, imprint: Imprint, campaign: Campaign) -> str:
    _place, dot, field = name.rpartition(".")
    return str(getattr(campaign if dot else imprint, field))


def _label(name: str) -> str:
    _place, dot, field = name.rpartition(".")
    model = Campaign if dot else Imprint
    return str(model._meta.get_field(field).verbose_name)
