"""Progress of a text: how many messages are in each state, and its end."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Min, Sum
from django.utils import timezone

from hustings.outreach.text_messages.models import TextBlast, TextMessage

State = TextMessage.State
OPEN = [State.QUEUED, State.SENDING]


@dataclass(frozen=True, slots=True)
class Progress:
    """Numbers of messages, and of parts that left; ``next_at``: when the next of them may leave."""

    states: dict[str, int]
    n_parts: int
    next_at: datetime | None

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def waiting(self) -> int:
        return sum(self.states.get(state, 0) for state in OPEN)

    @property
    def share(self) -> int:
        """How much is done, in per cent."""
        return round(100 * (self.total - self.waiting) / self.total) if self.total else 0

    @property
    def rows(self) -> list[tuple[str, Any, int]]:
        """States with their words and numbers, in the order of a message's life, without noughts."""
        return [(code, words, self.states[code]) for code, words in State.choices if self.states.get(code)]


def of(text: TextBlast) -> Progress:
    found = text.messages.order_by().values_list("state").annotate(n=Count("pk"), parts=Sum("n_parts"))
    rows = list(found)
    left = {State.SENT, State.DELIVERED, State.EXPIRED, State.UNSURE}
    return Progress(
        {state: n for state, n, _parts in rows},
        sum(parts or 0 for state, _n, parts in rows if state in left),
        text.messages.filter(state=State.QUEUED).aggregate(at=Min("due_at"))["at"],
    )


@transaction.atomic
def finish(text: TextBlast) -> bool:
    """Close a text of which nothing waits any more."""
    moving = TextBlast.objects.moving().select_for_update(no_key=True, of=("self",))
    if not moving.filter(pk=text.pk, queued_at__isnull=False):
        return False
    if text.messages.filter(state__in=OPEN).exists():
        return False
    return bool(TextBlast.objects.filter(pk=text.pk).update(finished_at=timezone.now()))
