"""A change that waits, side by side with what is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hustings.field.events.models import Event, EventChange
from hustings.field.events.models.kinds import label
from hustings.foundation.lib.fields.language_forms import main_first

WHEN = frozenset({"starts_at", "ends_at", "is_all_day", "time_zone"})


@dataclass(frozen=True, slots=True)
class Difference:
    """Words on the site, and those asked for; times are written by the template, from both events."""

    label: str
    old: str = ""
    new: str = ""
    is_when: bool = False


def differences(change: EventChange) -> list[Difference]:
    """Only what differs now: the team may have changed the event meanwhile."""
    old, new = change.event, change.planned
    found = list(_texts(old, new))
    if any(getattr(old, name) != getattr(new, name) for name in WHEN):
        found.append(Difference(_("When"), is_when=True))
    plain = [
        (_("Kind"), capfirst(label(old.kind)), capfirst(label(new.kind))),
        (_("Open to"), capfirst(old.get_audience_display()), capfirst(new.get_audience_display())),
        (_("Where"), old.where, new.where),
        (_("Web address"), _online(old), _online(new)),
        (_("Link"), old.link, new.link),
    ]
    return found + [Difference(*row) for row in plain if row[1] != row[2]]


def _texts(old: Event, new: Event) -> Iterator[Difference]:
    for column, words in (("titles", _("Title")), ("descriptions", _("Description"))):
        before: dict[str, Any] = getattr(old, column)
        after: dict[str, Any] = getattr(new, column)
        for code, language in main_first():
            if before.get(code, "") != after.get(code, ""):
                yield Difference(f"{words} ({language})", before.get(code, ""), after.get(code, ""))


def _online(event: Event) -> str:
    if event.online_at and event.is_link_private:
        return f"{event.online_at} ({_('only for participants')})"
    return event.online_at
