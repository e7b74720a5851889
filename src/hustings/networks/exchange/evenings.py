"""Evenings of speed dating as one member sees them, by the clock of the place."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q

from hustings.foundation.lib.dates import date_format
from hustings.networks.exchange.models import Date, Member, SpeedDating


@dataclass(frozen=True, slots=True)
class Meeting:
    """One date of somebody."""

    time: str
    table: int
    who: str


def of_member(dating: SpeedDating, member: Member) -> list[Meeting]:
    rows = Date.objects.filter(Q(asker=member) | Q(helper=member), dating=dating)
    whole = rows.select_related(
        "dating", *(f"{side}__{each}" for side in ("asker", "helper") for each in ("person", "organisation"))
    )
    return [
        Meeting(clock(row), row.table, (row.helper if row.asker_id == member.pk else row.asker).alias)
        for row in whole
    ]


def clock(row: Date) -> str:
    """The hour of the place."""
    return date_format(row.starts_at.astimezone(ZoneInfo(row.dating.time_zone)), "TIME_FORMAT")
