"""Conversations in what people download of their data, and what an erasure leaves of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.threads import circles
from hustings.field.threads.models import Block, Bulletin, Message, Reply, Report, Subscription
from hustings.foundation.contributions import Contribution
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts


def _title(kind: str, subject: int) -> str:
    circle = circles.find(kind, subject)
    return circle.title if circle else ""


def _messages(person: Person) -> Iterable[tuple[Any, ...]]:
    rows = (
        Message.objects.filter(person=person, erased_at=None).select_related("thread").order_by("-at", "-pk")
    )
    for row in rows:
        hidden = row.get_hidden_for_display() if row.hidden_at else ""
        yield (_title(row.thread.kind, row.thread.subject), row.thread.title, row.text,
               row.get_source_display(), row.at, hidden, row.hidden_at)  # fmt: skip


def _reports(person: Person) -> Iterable[tuple[Any, ...]]:
    rows = Report.objects.filter(person=person).select_related("message__thread").order_by("-at", "-pk")
    for row in rows:
        yield row.message.thread.title, row.get_why_display(), row.words, row.at, row.decided_at


def _choices(person: Person) -> Iterable[tuple[Any, ...]]:
    for row in Subscription.objects.filter(person=person).order_by("pk"):
        yield _title(row.kind, row.subject), row.get_how_display(), row.at_night, None, row.chosen_at
    for block in Block.objects.filter(person=person).order_by("pk"):
        yield _title(block.kind, block.subject), _("blocked by a host"), None, block.lifted_at, block.at


def _bulletins(person: Person) -> Iterable[tuple[Any, ...]]:
    for row in Bulletin.objects.filter(person=person).order_by("-written_at", "-pk"):
        title = _title(row.kind, row.subject)
        yield title, row.title, row.text, row.state_in_words, row.refused_for, row.written_at


def _erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Empty what they wrote: a reply of others still makes sense beside "a deleted message"."""
    mine = Message.objects.filter(person__in=people)
    mine.update(text="", hidden_words="", erased_at=timezone.now(), person=None)
    Report.objects.filter(person__in=people).update(words="")
    Bulletin.objects.filter(person__in=people, mailing=None).delete()
    Reply.objects.filter(relay__person__in=people).delete()


part = Contribution(
    erasure_hooks.erasers(_erase),
    parts.my_data(
        parts.Part(
            "thread_messages",
            _("Messages in conversations"),
            {
                "circle": _("group or event"),
                "thread": _("conversation"),
                "text": _("message"),
                "source": _("written"),
                "at": _("date"),
                "hidden_for": _("hidden because of"),
                "hidden_at": _("hidden"),
            },
            _messages,
        ),
        parts.Part(
            "thread_bulletins",
            _("Messages to all members"),
            {
                "circle": _("group or event"),
                "title": _("subject of the e-mail"),
                "text": _("text"),
                "state": _("state"),
                "refused_for": _("reason"),
                "at": _("date"),
            },
            _bulletins,
        ),
        parts.Part(
            "thread_reports",
            _("Messages that you reported"),
            {
                "thread": _("conversation"),
                "why": _("reason"),
                "words": _("details"),
                "at": _("date"),
                "decided_at": _("decided"),
            },
            _reports,
        ),
        parts.Part(
            "thread_choices",
            _("E-mails about conversations, and blocks"),
            {
                "circle": _("group or event"),
                "choice": _("choice"),
                "at_night": _("also at night"),
                "lifted_at": _("lifted"),
                "at": _("date"),
            },
            _choices,
        ),
    ),
)
