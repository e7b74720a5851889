"""Parts of letters that only the people of a segment read."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

from hustings.outreach.emails.merge_fields import only
from hustings.people.segments import criteria as segments
from hustings.people.segments.models import Segment


class HasContent(Protocol):
    @property
    def content(self) -> Any: ...


class Gone(LookupError):
    """A segment that a part is for is not there any more."""


def of(keys: Collection[int]) -> dict[str, Any]:
    """The criteria of some segments as they are now, in the shape that erasing reads; Gone without one."""
    return copied(keys, criteria(keys))


def criteria(keys: Collection[int]) -> dict[int, Any]:
    """Those of some segments as they are now, but for what is gone. One query, none without keys."""
    if not keys:
        return {}
    return dict(Segment.objects.filter(pk__in=keys).values_list("pk", "criteria"))


def copied(keys: Collection[int], found: Mapping[int, Any]) -> dict[str, Any]:
    """The criteria ``found`` of these segments, in that shape; Gone without one."""
    if not keys:
        return {}
    if not set(keys) <= set(found):
        raise Gone
    return {"segments": sorted(keys), "criteria": [found[key] for key in sorted(keys)]}


def named(message: HasContent) -> set[int]:
    """The segments that parts of its letters are for, as they are written: nothing is drawn for it."""
    return {int(key) for key in _parts(list(message.content.raw_data)) if key.isdecimal()}


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


def _parts(raw: Any) -> Iterator[str]:
    if isinstance(raw, list):
        for each in raw:
            yield from _parts(each)
    elif isinstance(raw, dict):
        value = raw.get("value")
        if raw.get("type") == "only" and isinstance(value, dict):
            yield str(value.get("segment"))
        for each in raw.values():
            yield from _parts(each)
