"""The marks of one person in words: what they want spared, since when, and who wrote it down."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from hustings.people.persons import change_log
from hustings.people.persons.models import Person

MARKS = {
    "no_calls_since": gettext_lazy("do not call"),
    "no_visits_since": gettext_lazy("do not visit"),
    "no_mail_since": gettext_lazy("do not e-mail"),
}
LOOKED_THROUGH = 200  # changes of one person; who set a mark before those is no longer named


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark as a page shows it; ``since`` is empty where it isn't set."""

    name: str
    label: Any
    since: dt.datetime | None
    who: str = ""


def of(person: Person) -> list[Mark]:
    """All marks; no query where none is set, else one for who set them."""
    since = {name: getattr(person, name) for name in MARKS}
    who = _who(person, {name for name, moment in since.items() if moment})
    return [Mark(name, label, since[name], who.get(name, "")) for name, label in MARKS.items()]


def _who(person: Person, wanted: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if not wanted:
        return found
    rows = person.activities.filter(kind="person.changed").select_related("user")
    for row in rows[:LOOKED_THROUGH]:
        for change in change_log.of(row.data):
            if change.target in wanted:
                found.setdefault(change.target, str(row.user) if row.user else "")
        if len(found) == len(wanted):
            break
    return found
