"""Moments at which a letter may leave, by its reader's zone: schedule, electoral silence, quiet hours.

A letter that waits is queued for its next free moment; ``waits`` words the reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from hustings.foundation.elections import law
from hustings.foundation.legal import ANYWHERE, Answer, Channel, Content, Place
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.models.reasons import because
from hustings.outreach.mailings.models import Mailing

SIGN = "wait"  # what the reasons of waiting letters begin with
SCHEDULE, LIMIT = "schedule", "limit"
NO_ZONE = 0  # stands for people without a zone
_PIECES = 100  # of free time: months
_NOWHERE_NEAR = timedelta(days=1)  # no free moment is known: ask again tomorrow


@dataclass(frozen=True, slots=True)
class Wait:
    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Leave:
    """A letter may leave, until then: None is for days."""

    until: datetime | None = None


def by_zone(mailing: Mailing, zones: Iterable[int | None], now: datetime) -> dict[int, Wait | Leave]:
    """Whether letters may leave, for each zone; without one as silent as all zones together."""
    wanted = {zone or NO_ZONE for zone in zones}
    book = law.book()
    if book is None:
        return {zone: _scheduled(mailing, None, now) or Leave() for zone in wanted}
    known: dict[int, law.Codes] = {NO_ZONE: (ANYWHERE,)} | book.codes(wanted - {NO_ZONE})
    answers: dict[object, Wait | Leave] = {}
    found = {}
    for zone in wanted:
        likeness = book.likeness(known[zone])
        if likeness not in answers:
            answers[likeness] = _of(mailing, book, known[zone], now)
        found[zone] = answers[likeness]
    return found


def _of(mailing: Mailing, book: law.Book, codes: law.Codes, now: datetime) -> Wait | Leave:
    place, contents = book.place(codes), frozenset({Content(mailing.says)})
    planned = _scheduled(mailing, place, now)
    at = planned.due_at if planned else now
    answer = book.ask(codes, at, Channel.EMAIL, contents)
    if answer.may:
        return planned or Leave(answer.free_until)
    due_at = answer.next_at or at + _NOWHERE_NEAR
    return Wait(due_at, _why(book, codes, answer, at, due_at, contents))


def _why(
    book: law.Book,
    codes: law.Codes,
    answer: Answer,
    at: datetime,
    due_at: datetime,
    contents: frozenset[Content],
) -> str:
    """The silence that it waits for, else the hours."""
    spot = " ".join(spot.code for spot in book.place(codes).spots) if codes != (ANYWHERE,) else ANYWHERE
    window = (
        answer.silences[0] if answer.silences else book.silence(codes, at, due_at, Channel.EMAIL, contents)
    )
    if window:
        return reason(window.rule.key, spot, str(window.round), window.election.name)
    return reason(answer.quiet[0].key if answer.quiet else "", spot)


def reason(key: str, *more: str) -> str:
    """``wait|silence.propaganda|974|1|Présidentielle 2027``."""
    return "|".join([SIGN, key, *more])[:300]


def _scheduled(mailing: Mailing, place: Place | None, now: datetime) -> Wait | None:
    """The wait until the hour by the reader's clock, where the mailing was planned so."""
    if mailing.send_at is None or mailing.clock != Mailing.Clock.READER:
        return None
    at = local(mailing.send_at, _clocks(place))
    spot = " ".join(spot.code for spot in place.spots) if place else ""
    return (
        Wait(at, reason(SCHEDULE, ANYWHERE if place and ANYWHERE in place.codes else spot))
        if at > now
        else None
    )


def _clocks(place: Place | None) -> tuple[str, ...]:
    """Those that a reader's planned hour is told by: ours where theirs is unknown, or may be ours."""
    ours = (settings.TIME_ZONE,)
    if place is None or ANYWHERE in place.codes or settings.TIME_ZONE in place.clocks:
        return ours
    return place.clocks


def local(send_at: datetime, clocks: Iterable[str]) -> datetime:
    """Moments when these clocks show ``send_at``: a skipped hour comes later, of a double one the first."""
    shown = send_at.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(tzinfo=None, fold=0)
    return max(shown.replace(tzinfo=ZoneInfo(clock)).astimezone(ZoneInfo("UTC")) for clock in clocks)


def starts_at(mailing: Mailing) -> datetime:
    """When a planned mailing begins: for readers' own clocks, when the first of the country comes to it."""
    assert mailing.send_at
    if mailing.clock == Mailing.Clock.OURS:
        return mailing.send_at
    return span(mailing, law.book())[0]


def span(mailing: Mailing, book: law.Book | None) -> tuple[datetime, datetime]:
    assert mailing.send_at
    spots = book.law.pack.spots.values() if book and mailing.clock == Mailing.Clock.READER else ()
    clocks = {settings.TIME_ZONE} | {clock for spot in spots for clock in spot.clocks}
    found = [local(mailing.send_at, [clock]) for clock in clocks]
    return min(found), max(found)


def at_home(mailing: Mailing, at: datetime, book: law.Book) -> Wait | None:
    """What holds letters to most readers at a moment."""
    codes: law.Codes = (book.law.pack.country,)
    book.likeness(codes)
    found = _of(mailing, book, codes, at)
    return found if isinstance(found, Wait) else None


def after(mailing: Mailing, start: datetime, minutes: float) -> datetime:
    """When so many minutes of sending are over that begin at ``start``, for most readers: at home."""
    book, left = law.book(), timedelta(minutes=minutes)
    if book is None:
        return start + left
    at, contents = start, frozenset({Content(mailing.says)})
    for _piece in range(_PIECES):
        answer = book.ask((book.law.pack.country,), at, Channel.EMAIL, contents)
        if not answer.may:
            at = answer.next_at or at + _NOWHERE_NEAR
        elif answer.free_until is None or at + left <= answer.free_until:
            break
        else:
            left -= answer.free_until - at
            at = answer.free_until
    return at + left


def put_off(waits: Mapping[int, Wait]) -> None:
    """Queue these letters for later: one statement for all that wait for the same."""
    groups: dict[Wait, list[int]] = {}
    for key, wait in waits.items():
        groups.setdefault(wait, []).append(key)
    for wait, keys in groups.items():
        Delivery.objects.filter(pk__any_of=keys).update(
            state=Delivery.State.QUEUED, carrier=None, due_at=wait.due_at, **because(wait.reason)
        )


def waiting() -> Q:
    """Letters that wait because of what this module said."""
    return Q(state=Delivery.State.QUEUED, reason__startswith=f"{SIGN}|")


def look_again() -> None:
    """Elections, hours or exceptions were changed: every letter that waits is looked at anew."""
    open_ = Mailing.objects.exclude(
        state__in=[Mailing.State.DRAFT, Mailing.State.SENT, Mailing.State.CANCELLED]
    )
    late = Delivery.objects.filter(waiting(), mailing__in=list(open_.values_list("pk", flat=True)))
    late.exclude(reason__startswith=f"{SIGN}|{LIMIT}|").filter(due_at__gt=timezone.now()).update(
        due_at=timezone.now()
    )
