"""Threads and messages as pages tell them, fetched in a few queries whatever their number."""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.field.threads.circles import Circle
from hustings.field.threads.models import Block, How, Message, Mute, Report, Subscription, Thread
from hustings.field.threads.viewers import Room
from hustings.foundation.lib.sql import keyset

SHOWN = 50  # messages of a page
NEWEST = 3  # threads of each circle, where all circles are listed


@dataclass(frozen=True, slots=True)
class Told:
    """One message as one viewer may see it."""

    message: Message
    is_mine: bool
    is_by_host: bool
    is_blocked: bool  # as hosts are told
    n_reports: int  # open ones, as hosts are told
    is_reported: bool  # by the viewer

    @property
    def is_text_shown(self) -> bool:
        """A hidden message is still read by its writer: else they couldn't ask for a review."""
        return self.message.is_shown or (self.is_mine and self.message.erased_at is None)


def messages(thread: Thread, before: str) -> tuple[list[Message], str]:
    """The newest ones, in the order in which they were written, and the place of those before."""
    rows = Message.objects.filter(thread=thread).select_related("person")
    found, earlier = keyset.page(rows, before, SHOWN, ("-at", "-pk"))
    return found[::-1], earlier


def told(rows: Sequence[Message], room: Room) -> list[Told]:
    """The messages as the viewer sees them."""
    circle, me, people = room.circle, room.viewer.person.pk, {each.person_id for each in rows}
    hosts = set(circle.hosts.filter(person__in=people).values_list("person", flat=True))
    keys = [each.pk for each in rows]
    reports = list(Report.objects.filter(message__in=keys).values_list("message", "person", "decided_at"))
    live = Block.objects.filter(kind=circle.kind, subject=circle.subject, person__in=people, lifted_at=None)
    blocked = set(live.values_list("person", flat=True)) if room.is_host else set()
    return [
        Told(
            each,
            each.person_id == me,
            each.person_id in hosts,
            each.person_id in blocked,
            sum(pk == each.pk and at is None for pk, _who, at in reports) if room.is_host else 0,
            any(pk == each.pk and who == me for pk, who, _at in reports),
        )
        for each in rows
    ]


def is_muted(thread: Thread, room: Room) -> bool:
    return Mute.objects.filter(thread=thread, person=room.viewer.person).exists()


def choice(circle: Circle, person: int, *, is_host: bool) -> Subscription:
    """Somebody's choice, else what holds for those who chose nothing; not saved."""
    found = Subscription.objects.filter(kind=circle.kind, subject=circle.subject, person=person).first()
    return found or Subscription(how=How.EACH if is_host else How.DAILY)


def newest(circles: Sequence[Circle]) -> list[tuple[Circle, list[Thread]]]:
    """Each circle with the threads in which something was written last."""
    return [(each, list(Thread.objects.of(each.kind, each.subject)[:NEWEST])) for each in circles]
