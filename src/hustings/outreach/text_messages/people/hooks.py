"""Consequences of a no and of a death, for what still waits; and what people keep in a merge."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.outreach.text_messages import inbox
from hustings.outreach.text_messages.models import Incoming, TextMessage
from hustings.people.changes import undo
from hustings.people.contacts import pressure
from hustings.people.persons import origins, timeline
from hustings.people.persons.hooks import deaths, withdrawals
from hustings.people.persons.models import Person, Purpose
from hustings.people.selfservice.parts import Part, my_data

TEXTS = gettext_lazy("Text messages")
_GROUPS = frozenset({"text"})
State = TextMessage.State


def _end(person: Person, user: Any = None) -> None:
    inbox.cancel(Q(person=person))


def _got(people: Collection[int], since: datetime) -> dict[int, int]:
    """Number of texts to segments that each got."""
    found = TextMessage.objects.got().filter(kind=TextMessage.Kind.TEXT, person__in=people)
    rows = found.filter(sent_at__gte=since).order_by()
    return dict(rows.values_list("person").annotate(n=Count("pk")))


def _reached(people: Collection[int]) -> Iterable[int]:
    """Those whom a text has left for."""
    found = TextMessage.objects.filter(person__in=people, wired_at__isnull=False)
    return found.values_list("person", flat=True)


def _sent(person: Person) -> Any:
    return TextMessage.objects.got().filter(person=person).select_related("text")


def _as_sent(row: TextMessage) -> timeline.Entry:
    assert row.sent_at
    if row.text is None:
        return timeline.Entry(row.sent_at, "text.sent", _("Got a text: “%(words)s”") % {"words": row.body})
    words = _("Got the text message “%(name)s”") % {"name": row.text.name}
    return timeline.Entry(
        row.sent_at, "text.sent", words, url=reverse("text_messages:text", args=[row.text_id])
    )


def _came(person: Person) -> Any:
    return Incoming.objects.filter(person=person)


def _as_come(row: Incoming) -> timeline.Entry:
    return timeline.Entry(row.received_at, "text.came", _("Texted us: “%(words)s”") % {"words": row.body})


def _my_texts(person: Person) -> list[tuple[Any, ...]]:
    rows = person.text_messages.select_related("text").order_by("-pk")
    return [
        (row.number, row.body or (row.text.body if row.text else ""), row.get_state_display(), row.sent_at)
        for row in rows
    ]


part = Contribution(
    withdrawals.withdrawals(withdrawals.Withdrawal(Purpose.SMS, _end)),
    deaths.hearers(_end),
    pressure.sources(_got),
    undo.traces(undo.Trace("texts", gettext_lazy("text messages sent"), _reached)),
    origins.namers(lambda source: str(_("by text message")) if source == inbox.SOURCE else ""),
    timeline.groups(timeline.Group("text", TEXTS)),
    timeline.sources(
        timeline.Source("text", _sent, _as_sent, "sent_at", _GROUPS),
        timeline.Source("incoming_text", _came, _as_come, "received_at", _GROUPS),
    ),
    my_data(
        Part(
            "text_messages", TEXTS,
            {
                "number": gettext_lazy("phone"), "text": gettext_lazy("text"),
                "state": gettext_lazy("state"), "sent_at": gettext_lazy("sent"),
            },
            _my_texts,
        ),
        Part(
            "incoming_texts", gettext_lazy("Texts from you"),
            {"text": gettext_lazy("text"), "received_at": gettext_lazy("when")},
            lambda person: list(person.incoming_texts.values_list("body", "received_at")),
        ),
    ),
)  # fmt: skip
