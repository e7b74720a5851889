"""Report, hide and restore messages; close threads; block people. Each deed is a line of the log."""

import logging
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.threads import circles, limits
from hustings.field.threads.circles import Circle
from hustings.field.threads.models import Block, Deed, LogEntry, Message, Report, Thread
from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)


class NotYours(Refused):
    """Somebody else has to do this."""


@dataclass(frozen=True, slots=True)
class By:
    """Whoever does it: a host of the circle, or a member of the team."""

    person: Person | None = None
    user: User | None = None

    def may_moderate(self, thread: Thread) -> bool:
        if self.user is not None:
            return Thread.objects.visible_to(self.user).filter(pk=thread.pk).exists()
        circle = circles.find(thread.kind, thread.subject)
        return bool(circle and self.person and circle.is_led_by(self.person.pk))

    def named(self, what: str) -> dict[str, Any]:
        return {f"{what}_by": self.person, f"{what}_by_user": self.user}


def _demand(by: By, thread: Thread) -> None:
    if not by.may_moderate(thread):
        raise NotYours(_("Only hosts and organisers of the territory can do this."))


def _note(deed: Deed, thread: Thread, by: By, **more: Any) -> None:
    LogEntry.objects.create(deed=deed, thread=thread, person=by.person, user=by.user, **more)
    log.info("moderation %s thread=%s person=%s user=%s", deed.value, thread.pk, by.person and by.person.pk,
             by.user and by.user.pk)  # fmt: skip


@transaction.atomic
def report(*, message: Message, person: Person, why: str, words: str = "") -> None:
    """Ask the moderators for a look; again by the same person changes nothing."""
    limits.of_reports(person)
    said = {"why": why, "words": words}
    made = Report.objects.get_or_create(message=message, person=person, defaults=said)[1]
    log.info("message reported message=%s person=%s new=%s", message.pk, person.pk, made)


@transaction.atomic
def hide(*, message: Message, why: str, words: str = "", by: By) -> None:
    """Take a message out of sight, with the reason; open reports are decided by it."""
    _demand(by, message.thread)
    shown = Message.objects.filter(pk=message.pk, hidden_at=None)
    now = timezone.now()
    if not shown.update(
        hidden_at=now, hidden_for=why, hidden_words=words, appealed_at=None, appeal_decided_at=None,
        **by.named("hidden"),
    ):  # fmt: skip
        return
    message.notices.waiting().delete()
    _decide_reports(message, by)
    _note(Deed.HIDDEN, message.thread, by, message=message, whom=message.person, why=why, words=words)


@transaction.atomic
def restore(*, message: Message, by: By) -> None:
    """Show it again."""
    _demand(by, message.thread)
    _demand_right_to_undo(message, by)
    if _show(message):
        _note(Deed.RESTORED, message.thread, by, message=message, whom=message.person)


def _demand_right_to_undo(message: Message, by: By) -> None:
    """A host undoes what a host hid; what the team hid, the team shows again."""
    message.refresh_from_db(fields=["hidden_by_user", "appealed_at", "appeal_decided_at"])
    if by.user is None and (message.hidden_by_user_id or message.appeal_decided_at):
        raise NotYours(_("The team of the territory decided this: only it can change it."))


def _show(message: Message) -> bool:
    nobody: dict[str, Any] = {"hidden_at": None, "hidden_for": "", "hidden_words": "", **By().named("hidden")}
    return bool(Message.objects.filter(pk=message.pk).exclude(hidden_at=None).update(**nobody))


@transaction.atomic
def keep(*, message: Message, by: By) -> None:
    """Decide that reports of a message lead to nothing."""
    _demand(by, message.thread)
    if _decide_reports(message, by):
        _note(Deed.KEPT, message.thread, by, message=message, whom=message.person)


def _decide_reports(message: Message, by: By) -> int:
    return message.reports.open().update(decided_at=timezone.now(), **by.named("decided"))


@transaction.atomic
def appeal(*, message: Message, person: Person) -> None:
    """Ask the team for another look at one's own hidden message, once."""
    if message.person_id != person.pk:
        raise NotYours(_("Only the writer of a message can ask for a review."))
    hidden = Message.objects.filter(pk=message.pk, appealed_at=None, erased_at=None).exclude(hidden_at=None)
    if hidden.update(appealed_at=timezone.now()):
        _note(Deed.APPEALED, message.thread, By(person), message=message, whom=person)


@transaction.atomic
def decide_appeal(*, message: Message, is_restored: bool, user: User) -> None:
    """Show it again, or leave it hidden for good. Not by whoever hid it, where somebody else can."""
    by = By(user=user)
    _demand(by, message.thread)
    waits = Message.objects.filter(pk=message.pk, appeal_decided_at=None).exclude(appealed_at=None)
    if not waits.update(appeal_decided_at=timezone.now()):
        return
    if is_restored:
        _show(message)
    deed = Deed.RESTORED if is_restored else Deed.UPHELD
    _note(deed, message.thread, by, message=message, whom=message.person)


@transaction.atomic
def close(*, thread: Thread, by: By) -> None:
    """Let nobody write in it any more."""
    _demand(by, thread)
    closed = {"closed_at": timezone.now(), **by.named("closed")}
    if Thread.objects.filter(pk=thread.pk, closed_at=None).update(**closed):
        _note(Deed.CLOSED, thread, by)


@transaction.atomic
def reopen(*, thread: Thread, by: By) -> None:
    _demand(by, thread)
    opened: dict[str, Any] = {"closed_at": None, **By().named("closed")}
    if Thread.objects.filter(pk=thread.pk).exclude(closed_at=None).update(**opened):
        _note(Deed.REOPENED, thread, by)


@transaction.atomic
def block(*, message: Message, circle: Circle, by: By) -> None:
    """Keep the writer of a message from writing in this circle; they still read it."""
    _demand(by, message.thread)
    if message.person is None:
        return
    if circle.is_led_by(message.person.pk) and by.user is None:
        raise NotYours(_("A host can only be blocked by an organiser of the territory."))
    made = Block.objects.get_or_create(
        kind=circle.kind, subject=circle.subject, person=message.person, lifted_at=None
    )[1]
    if made:
        _note(Deed.BLOCKED, message.thread, by, message=message, whom=message.person)


@transaction.atomic
def unblock(*, message: Message, circle: Circle, by: By) -> None:
    _demand(by, message.thread)
    live = Block.objects.filter(
        kind=circle.kind, subject=circle.subject, person=message.person_id, lifted_at=None
    )
    if live.update(lifted_at=timezone.now()):
        _note(Deed.UNBLOCKED, message.thread, by, message=message, whom=message.person)
