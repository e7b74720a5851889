"""Timetable in words: when letters begin to leave, by whose clock, and what will hold them."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.elections import law
from hustings.foundation.lib.dates import date_format
from hustings.outreach.delivery import hold_reasons, send_windows
from hustings.outreach.mailings.models import Mailing

State = Mailing.State


def unbegun() -> QuerySet[Mailing]:
    """Mailings that are planned, and those that were and are held at their hour."""
    held = Q(state=State.PAUSED, started_at=None, send_at__isnull=False)
    return Mailing.objects.filter(Q(state=State.SCHEDULED) | held)


def is_unbegun(mailing: Mailing) -> bool:
    """Whether its plan may still be changed."""
    is_held = mailing.state == State.PAUSED and mailing.started_at is None and mailing.send_at is not None
    return mailing.state == State.SCHEDULED or is_held


def here(at: datetime) -> datetime:
    """A moment by the campaign's clock, whatever clock the user's pages show."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE))


def shown(at: datetime) -> str:
    """The same in words."""
    return date_format(here(at), "DATETIME_FORMAT")


def sentences(mailing: Mailing) -> list[str]:
    """What the page of a planned mailing says."""
    return _sentences(mailing, law.book()) if mailing.state == State.SCHEDULED else []


def _sentences(mailing: Mailing, book: law.Book | None) -> list[str]:
    assert mailing.send_at
    when = {"when": shown(mailing.send_at), "clock": settings.TIME_ZONE}
    found = [_("Will be sent on %(when)s (%(clock)s time).") % when]
    if mailing.clock == Mailing.Clock.READER:
        found = [_("Each person gets it at %(when)s local time.") % when]
        found += _reach(mailing, book)
    if book and (wait := send_windows.at_home(mailing, mailing.send_at, book)):
        words = _("E-mails then wait, for most recipients until %(when)s: %(why)s.")
        found.append(words % {"when": shown(wait.due_at), "why": hold_reasons.told(wait, book.law.pack)})
    return found


def _reach(mailing: Mailing, book: law.Book | None) -> list[str]:
    first, last = send_windows.span(mailing, book)
    if first == last:
        return []
    values = {"first": shown(first), "last": shown(last), "clock": settings.TIME_ZONE}
    words = _("In %(clock)s time: from %(first)s to %(last)s.")
    if first > timezone.now():
        return [words % values]
    late = _("Where this time has already passed, it is sent now.")
    return [words % values, late]


@dataclass(frozen=True)
class Entry:
    mailing: Mailing
    at: datetime
    sentences: list[str]
    is_missed: bool


@dataclass(frozen=True)
class Day:
    on: date
    entries: list[Entry]


def calendar() -> list[Day]:
    """All that is planned, day by day, by the campaign's clock."""
    days: dict[date, list[Entry]] = {}
    book = law.book()
    for mailing in unbegun().select_related("segment", "sent_by").order_by("send_at", "pk"):
        assert mailing.send_at
        at = here(mailing.send_at)
        is_missed = mailing.state == State.PAUSED
        entry = Entry(mailing, at, [] if is_missed else _sentences(mailing, book)[1:], is_missed)
        days.setdefault(at.date(), []).append(entry)
    return [Day(on, entries) for on, entries in days.items()]
