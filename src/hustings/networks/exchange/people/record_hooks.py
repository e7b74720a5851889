"""Consequences of erasing people, and the card on their record."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from hustings.foundation.contributions import Contribution
from hustings.networks.exchange.actions import members
from hustings.networks.exchange.models import Match, Member, Post
from hustings.networks.exchange.rights import sees_members
from hustings.people.persons.hooks import erasure_hooks, record_parts
from hustings.people.persons.models import Person


def _erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """End what others count on, so that they are told and free again; the rows fall with the record."""
    for member in Member.objects.filter(person__in=people).select_related("person"):
        members.let_go(member)
    mine = Q(ask__member__person__in=people) | Q(offer__member__person__in=people)
    Match.objects.filter(mine).update(said="", other={})


def _card(person: Person, user: Any) -> record_parts.Card | None:
    if not sees_members(user):
        return None
    found = Member.objects.visible_to(user).select_related("organisation").filter(person=person).first()
    if found is None:
        return None
    posts = Post.objects.live().filter(member=found)[:20]
    return record_parts.Card("exchange/hq/record_card.html", {"member": found, "posts": posts})


part = Contribution(erasure_hooks.erasers(_erase), record_parts.cards(_card))
