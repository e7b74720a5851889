"""People of buying groups and of the exchange, and what the criteria about them mean."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.utils import timezone

from hustings.networks.exchange import actions
from hustings.networks.exchange.models import Match, Outcome
from hustings.networks.hives.models import Basket, Member
from hustings.people.persons.models import Person
from tests.cast.networks.exchange.fixtures import ask, offer
from tests.cast.networks.hives.fixtures import hive, sale

PARTS = [
    "exchange_member__posts__matches", "exchange_member__posts__offered", "hive_memberships", "hive_baskets"
]  # fmt: skip
NOT = {"exchange is_not": "exchange is", "hive_member is_not": "hive_member is"}


def fill(people: Sequence[Person]) -> None:
    """Two who met, one who left, one who only asks; members of a group, baskets of last week and year."""
    members = [actions.join(person=each, organisation="Atelier", values={}) for each in people[:4]]
    match = actions.ask_directly(ask=ask(members[0]), offer=offer(members[1]))
    Match.objects.filter(pk=match.pk).update(outcome=Outcome.MET)
    ask(members[2])
    actions.leave(member=members[3])
    group = hive()
    of = sale(group)
    now = timezone.now()
    for n, person in enumerate(people[2:6]):
        Member.objects.create(hive=group, person=person)
        Basket.objects.create(
            sale=of, person=person, number=n + 1, placed_at=now - dt.timedelta(days=1 + 40 * n),
            dropped_at=now if n == 3 else None,
        )  # fmt: skip


def _posts(person: Any) -> list[Any]:
    member = getattr(person, "exchange_member", None)
    return list(member.posts.all()) if member else []


def _is_in(person: Any) -> bool:
    member = getattr(person, "exchange_member", None)
    return member is not None and member.joined_at is not None and member.left_at is None


def _has(side: str) -> Callable[[Any, Any], bool]:
    now = timezone.now()
    return lambda person, _value: any(
        post.side == side and post.closed_at is None and post.expires_at > now for post in _posts(person)
    )


def _met(person: Any, _value: Any) -> bool:
    return any(
        match.outcome == Outcome.MET
        for post in _posts(person) for match in (*post.matches.all(), *post.offered.all())
    )  # fmt: skip


def _ordered(person: Any, days: int) -> bool:
    since = timezone.now() - dt.timedelta(days=days)
    return any(row.placed_at >= since and row.dropped_at is None for row in person.hive_baskets.all())


MEANINGS: dict[str, Callable[[Any, Any], bool]] = {
    "exchange is": lambda person, _value: _is_in(person),
    "exchange asks": _has("ask"),
    "exchange offers": _has("offer"),
    "exchange met": _met,
    "hive_member is": lambda person, hive: any(row.hive_id == hive for row in person.hive_memberships.all()),
    "hive_ordered in": _ordered,
}
