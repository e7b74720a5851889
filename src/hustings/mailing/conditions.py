"""Parts of letters that only the people of a segment read."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from hustings.mailing.merge import only
from hustings.mailing.models import Mailing
from hustings.people import segments
from hustings.people.models import Segment


class Gone(LookupError):
    """A segment that a part is for is not there any more."""


def of(keys: Collection[int]) -> dict[str, Any]:
    """The criteria of some segments as they are now, in the shape that erasing reads; Gone without one."""
    if not keys:
        return {}
    found = dict(Segment.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "criteria"))
    if len(found) < len(keys):
        raise Gone
    return {"segments": list(found), "criteria": list(found.values())}


def members(conditions: Mapping[str, Any], people: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each of some people the segments that they are in: asked once for each segment."""
    found: dict[int, frozenset[int]] = {}
    whose = list(people)
    for key, criteria in zip(conditions.get("segments", ()), conditions.get("criteria", ()), strict=True):
        inside = segments.compile(criteria).filter(pk__in=whose).order_by().values_list("pk", flat=True)
        for person in inside:
            found[person] = found.get(person, frozenset()) | {key}
    return found


def values(keys: Iterable[int]) -> dict[str, str]:
    """What slots of parts hold for somebody who is in these segments."""
    return {only(key): "yes" for key in keys}


def naming(segment: int) -> list[Mailing]:
    """The letters, but for those that are sent, with a part for this segment. One query."""
    over = [Mailing.State.SENT, Mailing.State.CANCELLED]
    found = Mailing.objects.exclude(state__in=over).alias(raw=Cast("content", TextField()))
    found = found.filter(raw__contains='"only"').only("name", "state", "content")
    return [mailing for mailing in found if _has_part(list(mailing.content.raw_data), str(segment))]


def _has_part(raw: Any, segment: str) -> bool:
    if isinstance(raw, list):
        return any(_has_part(each, segment) for each in raw)
    if not isinstance(raw, dict):
        return False
    value = raw.get("value")
    if raw.get("type") == "only" and isinstance(value, dict) and str(value.get("segment")) == segment:
        return True
    return any(_has_part(each, segment) for each in raw.values())
