"""Figures for the home page of HQ. Each is a range of an index, and kept for a while."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.core.cache import cache
from django.db.models import Count, Exists, IntegerField, OuterRef, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.accounts import access
from hustings.accounts.rights import CHANGE_SETTINGS
from hustings.lib.dates import date_format
from hustings.lib.deeds import Deed
from hustings.people import waiting
from hustings.people.models import BESIDE, Consent, Email, Import, Person, Purpose, Retirement
from hustings.people.rights import IMPORT_PEOPLE, VIEW_PEOPLE

KEPT = 600  # seconds
WEEKS = 52
Kept = TypeVar("Kept")
SEVERAL = 10_001  # counts go no further where only "many" is said


def people_by_week(user: Any) -> list[tuple[dt.date, int]]:
    """How many became known in each of the last 52 weeks, of those ``user`` may see."""
    return _kept("weeks", user, lambda: _by_week(user))


def _by_week(user: Any) -> list[tuple[dt.date, int]]:
    today = timezone.localdate()
    monday = today - dt.timedelta(days=today.weekday())
    mondays = [monday - dt.timedelta(weeks=n) for n in reversed(range(WEEKS))]
    seen = Person.objects.visible_to(user).order_by()
    if not access.everywhere(user, VIEW_PEOPLE):  # 52 ranges would read the territories 52 times
        since = seen.filter(created_at__gte=_midnight(mondays[0])).values_list("created_at", flat=True)
        days = Counter((timezone.localdate(moment) - mondays[0]).days // 7 for moment in since.iterator())
        return [(day, days[at]) for at, day in enumerate(mondays)]
    weeks = [
        seen.filter(created_at__gte=_midnight(day), created_at__lt=_midnight(day + dt.timedelta(weeks=1)))
        .annotate(week=Value(at, output_field=IntegerField()))
        .values("week")
        .annotate(n=Count("pk"))
        .values_list("week", "n")
        for at, day in enumerate(mondays)
    ]
    counts = dict(weeks[0].union(*weeks[1:], all=True))
    return [(day, counts.get(at, 0)) for at, day in enumerate(mondays)]


def people_by_consent(user: Any) -> list[tuple[str, int]]:
    """How many have agreed to each purpose, of those ``user`` may see."""
    return _kept("consents", user, lambda: _by_consent(user))


def _by_consent(user: Any) -> list[tuple[str, int]]:
    stands = Consent.objects.live()
    if not access.everywhere(user, VIEW_PEOPLE):
        stands = stands.filter(person__in=Person.objects.visible_to(user).values("pk"))
    counts = dict(stands.values_list("purpose").annotate(n=Count("pk")).order_by())
    shown = [purpose for purpose in Purpose if purpose not in BESIDE or counts.get(purpose.value)]
    return [(purpose.value, counts.get(purpose.value, 0)) for purpose in shown]


def n_people(user: Any) -> int:
    """How many ``user`` may see."""
    return _kept("all", user, lambda: Person.objects.visible_to(user).count())


def attention(user: Any) -> Iterator[Deed]:
    """What about people wants to be looked at. Registered with the list of deeds."""
    if not access.may(user, VIEW_PEOPLE):
        return
    without, bouncing = _kept("attention", user, lambda: _attention(user))
    if without:
        words = ngettext(
            "%(n)s person was never asked for any consent.",
            "%(n)s people were never asked for any consent.",
            without,
        )
        yield Deed(words % {"n": _many(without)}, f"{reverse('people:list')}?consent=email.never")
    if bouncing:
        words = ngettext(
            "The e-mail address of %(n)s person bounces.",
            "The e-mail addresses of %(n)s people bounce.",
            bouncing,
        )
        yield Deed(words % {"n": _many(bouncing)}, f"{reverse('people:list')}?email=bouncing")


def _attention(user: Any) -> tuple[int, int]:
    seen = Person.objects.visible_to(user).order_by()
    without = seen.exclude(Exists(Consent.objects.filter(person=OuterRef("pk"))))[:SEVERAL].count()
    bouncing = Email.objects.filter(status=Email.Status.BOUNCING).order_by()
    n_bouncing = seen.filter(pk__in=bouncing.values("person"))[:SEVERAL].count()
    return without, n_bouncing


def _many(n: int) -> str:
    return _("more than 10,000") if n >= SEVERAL else str(n)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _kept(what: str, user: Any, ask: Callable[[], Kept]) -> Kept:
    """Ten minutes for this user, as long as their grants reach as far."""
    reach = [grant.zone_id for grant in access.grants(user, VIEW_PEOPLE)]
    key = f"people-{what}-{user.pk}-{'-'.join(sorted(map(str, reach)))}"[:200]
    kept: Kept | None = cache.get(key)
    if kept is None:
        kept = ask()
        cache.set(key, kept, KEPT)
    return kept


def imports_waiting(user: Any) -> Iterator[Deed]:
    """Files that somebody has left half way."""
    State = Import.State  # noqa: N806
    states = [State.PAUSED]
    if access.everywhere(user, IMPORT_PEOPLE):
        states.append(State.CHECKED)
    for imported in Import.objects.visible_to(user).filter(state__in=states)[:5]:
        is_paused = imported.state == State.PAUSED
        words = (
            _("The import of “%(file)s” is paused.") if is_paused else _("“%(file)s” is checked: let it in?")
        )
        yield Deed(
            words % {"file": imported.file_name}, reverse("people:import", args=[imported.pk]), is_paused
        )


def waits(user: Any) -> Iterator[Deed]:
    """What was typed by those who don't see everybody."""
    if waiting.may_look(user) and (n := waiting.lines()[:SEVERAL].count()):
        words = ngettext(
            "%(n)s entry of a territory’s members waits for a look.",
            "%(n)s entries of territories’ members wait for a look.",
            n,
        )
        yield Deed(words % {"n": _many(n)}, reverse("people:waiting"))


URGENT = dt.timedelta(days=3)


def retirements(user: Any) -> Iterator[Deed]:
    """Whom rules of retention are about to erase."""
    if not access.may(user, CHANGE_SETTINGS):
        return
    waiting = Retirement.objects.filter(operation=None, held_at=None).select_related("rule")
    for retirement in waiting.order_by("due_on", "pk")[:5]:
        words = ngettext(
            "“%(rule)s” erases %(n)s person on %(day)s, unless somebody holds it back.",
            "“%(rule)s” erases %(n)s people on %(day)s, unless somebody holds it back.",
            retirement.n_people,
        )
        words %= {"rule": retirement.rule, "n": retirement.n_people, "day": date_format(retirement.due_on)}
        is_soon = retirement.due_on <= timezone.localdate() + URGENT
        yield Deed(words, reverse("people:retention"), is_soon)
