"""Teams of a plan and what they did over some days. Teams only: no persons."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate

from hustings.field.canvassing import noted, rules
from hustings.field.canvassing.models import DoorContact, WalkList
from hustings.field.canvassing.models.walk_lists import KIND
from hustings.foundation.sync.models import LoggedEntry, Stream

ALL = (dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2100, 1, 1, tzinfo=dt.UTC))  # days


class Team(NamedTuple):
    """One team: doors that it noted, those with a conversation, people who left their contact details."""

    name: str
    doors: int
    talked: int
    contacts: int
    hours: float


def of(lists: QuerySet[WalkList], since: dt.datetime, until: dt.datetime) -> list[Team]:
    """All teams that noted something between two moments, the most conversations first. Six queries."""
    streams = Stream.objects.filter(kind=KIND, subject__in=lists.order_by().values("pk")).order_by()
    pks = streams.values("pk")
    span = {"moment__gte": since, "moment__lt": until}
    plain = noted.plain(pks).annotate(moment=noted.AT).filter(**span)
    mended = [one for one in noted.mended(pks) if since <= one.at < until]
    doors = _doors(plain, mended)
    talked = _doors(plain.filter(verb=rules.TALKED), [one for one in mended if one.verb == rules.TALKED])
    contacts, hours = _contacts(lists, span), _hours(plain, mended)
    found = [Team(name, n, talked[name], contacts[name], hours[name]) for name, n in doors.items()]
    return sorted(found, key=lambda one: (-one.talked, -one.doors, one.name))


def _doors(plain: QuerySet[LoggedEntry], mended: Iterable[LoggedEntry]) -> Counter[str]:
    """Doors by team, each once."""
    rows = plain.values_list("handset__name").annotate(n=Count("key", distinct=True))
    found = Counter(dict(rows))
    found.update(name for name, _key in {(one.handset.name, one.key) for one in mended})
    return found


def _contacts(lists: QuerySet[WalkList], span: dict[str, Any]) -> Counter[str]:
    left = DoorContact.objects.filter(walk_list__in=lists.order_by().values("pk")).values("entry")
    rows = LoggedEntry.objects.filter(pk__in=left).annotate(moment=noted.AT).filter(**span).order_by()
    return Counter(dict(rows.values_list("handset__name").annotate(n=Count("pk"))))


def _hours(plain: QuerySet[LoggedEntry], mended: Iterable[LoggedEntry]) -> dict[str, float]:
    """Time from the first to the last note of each phone and day, by team."""
    day = TruncDate("moment")
    rows = plain.values("handset", "handset__name", day=day).annotate(first=Min("moment"), last=Max("moment"))
    spans: dict[Any, list[dt.datetime]] = defaultdict(list)
    for row in rows:
        spans[row["handset"], row["handset__name"], row["day"]] += [row["first"], row["last"]]
    for one in mended:
        spans[one.handset_id, one.handset.name, localdate(one.at)].append(one.at)
    found: dict[str, float] = defaultdict(float)
    for (_handset, name, _day), moments in spans.items():
        found[name] += (max(moments) - min(moments)).total_seconds() / 3600
    return found
