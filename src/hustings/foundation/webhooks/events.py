"""Events that other tools may be told of, as apps declare them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from hustings.foundation.accounts.models import User
from hustings.foundation.contributions import Registry

Payloads = Callable[[Collection[int], bool], Mapping[int, Mapping[str, Any]]]


def no_more(keys: Collection[int], sees_people: bool) -> Mapping[int, Mapping[str, Any]]:
    """All that there is to say was said when it happened."""
    return {key: {} for key in keys}


@dataclass(frozen=True, slots=True)
class Event:
    """``payloads(keys, sees_people)`` says what it is about, when it is sent, in one query for all keys.

    A key that it leaves out is gone or hidden by then: nobody is told of it. ``example`` is a whole payload,
    for the reference. ``passed(after, until)``: keys of what a clock alone has brought about meanwhile.
    """

    name: str  # "petitions.signed"
    words: Any
    example: Mapping[str, Any]
    payloads: Payloads = no_more
    passed: Callable[[datetime, datetime], Iterable[int]] | None = None


events = Registry[Event]("webhooks.events.events", key=attrgetter("name"))
# Questions that must all be answered with yes before a webhook holds names, on behalf of this user.
people_seen = Registry[Callable[[Any], bool]]("webhooks.events.people_seen")


def may_see_people(user: User | None) -> bool:
    return bool(
        user and user.is_active and people_seen.all() and all(lets(user) for lets in people_seen.all())
    )
