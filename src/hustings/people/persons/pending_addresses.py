"""Addresses typed by members who don't see everybody, until others have looked.

Each is a line of the timeline. The typist reads the same whether it is free, somebody's out of sight, or of
somebody erased.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.json import KT

from hustings.foundation.accounts import access
from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Activity, Email, Erasure, Person
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE

WAITS, LOOKED_AT = "person.email_waits", "person.email_waited"
DOUBT, SETTLED = "erasure.perhaps", "erasure.settled"  # somebody added whose like was erased
CAME_BACK = "person.came_back"
TEAM_ONLY = frozenset({DOUBT, SETTLED})  # kinds that people don't read of themselves
SHOWN = 50
Clash = Callable[..., None]  # (person=, owner=, address=, user=)
# Each is called where somebody types for one person an address of another, out of sight.
clash_hooks = Registry[Clash]("persons.pending_addresses.clash_hooks")


def clashes(*, person: Person, owner: Person, address: str, user: Any) -> None:
    """Call them all, in the caller's transaction."""
    for clash in clash_hooks.all():
        clash(person=person, owner=owner, address=address, user=user)


def sees_everybody(user: Any) -> bool:
    """Whether nobody is out of sight of ``user``."""
    return access.everywhere(user, VIEW_PEOPLE)


def may_look(user: Any) -> bool:
    """Whether ``user`` decides about what waits."""
    return sees_everybody(user) and access.everywhere(user, CHANGE_PEOPLE)


def kept_from(user: Any) -> frozenset[str]:
    """Kinds of lines that ``user`` doesn't read: they tell that somebody was erased."""
    return frozenset() if sees_everybody(user) else TEAM_ONLY | {CAME_BACK}


def lines() -> "QuerySet[Activity]":
    """All that waits, but for addresses that the person has by now; the newest first."""
    mine = Email.objects.filter(person=OuterRef("person"), key=OuterRef("waiting_key")).order_by()
    waiting = Activity.objects.filter(kind__in=[WAITS, DOUBT]).annotate(waiting_key=KT("data__key"))
    return waiting.exclude(Exists(mine)).order_by("-happened_at", "-pk")


def of(person: Person) -> list[Activity]:
    """The addresses of one person that wait, in the order in which they were typed."""
    return list(lines().filter(person=person, kind=WAITS).order_by("happened_at", "pk"))


def key_of(line: Activity) -> str:
    return str(line.data["key"])


@dataclass(frozen=True, slots=True)
class Waiting:
    line: Activity
    address: str
    owner: Person | None
    is_erased: bool
    erased_at: datetime | None

    @property
    def is_free(self) -> bool:
        return bool(self.address) and self.owner is None and not self.is_erased


def looked_up(found: Sequence[Activity]) -> list[Waiting]:
    """Whose the addresses are by now; give at most some hundreds."""
    keys = {line.pk: key_of(line) for line in found if line.kind == WAITS}
    owners = owners_of(keys.values())
    days = Erasure.objects.days(f"e{key}" for key in keys.values())
    rows = []
    for line in found:
        if line.kind == DOUBT:
            rows.append(Waiting(line, "", None, is_erased=True, erased_at=_moment(line.data)))
            continue
        key = keys[line.pk]
        is_erased, day = f"e{key}" in days, days.get(f"e{key}")
        rows.append(Waiting(line, line.data["address"], owners.get(key), is_erased, day))
    return rows


def _moment(data: Mapping[str, Any]) -> datetime | None:
    return datetime.fromisoformat(data["erased_at"]) if data.get("erased_at") else None


def owners_of(keys: Iterable[str]) -> dict[str, Person]:
    held = Email.objects.filter(key__in=list(keys)).select_related("person__zone").order_by()
    return {email.key: email.person for email in held}
