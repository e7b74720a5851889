"""Pages of due follow-ups, by the key of the last row."""

from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_date

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.people.contacts.models import FollowUp
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE

SIZE = 50


def of(user: Any, owner: Any) -> Any:
    """The open ones of ``owner`` about people whom ``user`` may see, soonest first."""
    rows = FollowUp.objects.open().of(owner)
    if not access.everywhere(user, VIEW_PEOPLE):
        rows = rows.filter(person__in=Person.objects.visible_to(user).values("pk"))
    return rows.select_related("person", "person__zone").order_by("due_on", "pk")


def page(user: Any, owner: User, after: str = "", size: int = SIZE) -> tuple[list[FollowUp], str]:
    """The next rows and the place to go on from, empty at the end."""
    rows = of(user, owner)
    day, _space, pk = after.partition(" ")
    try:
        due_on = parse_date(day)
    except ValueError:
        due_on = None
    if due_on and pk.isascii() and pk.isdigit() and len(pk) <= 18:
        rows = rows.filter(due_on__gte=due_on).filter(Q(due_on__gt=due_on) | Q(pk__gt=int(pk)))
    found = list(rows[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return found[:size], f"{last.due_on.isoformat()} {last.pk}" if last else ""
