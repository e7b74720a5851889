"""How many mails a person gets from the campaign in so many days, whatever they are about."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import ngettext

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.delivery import send_windows
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing

State = Delivery.State
_FLYING = [State.CLAIMED, State.SENDING, State.UNSURE]


@dataclass(frozen=True, slots=True)
class Limit:
    most: int
    days: int

    @property
    def reason(self) -> str:
        """Of letters that wait by it: another one, and they are looked at anew."""
        return send_windows.reason(send_windows.LIMIT, str(self.most), str(self.days))

    @property
    def span(self) -> timedelta:
        return timedelta(days=self.days)


def told(limit: Limit) -> str:
    """In words."""
    words = ngettext(
        "People who got %(n)d e-mail in %(days)d days (the limit per person)",
        "People who got %(n)d e-mails in %(days)d days (the limit per person)",
        limit.most,
    )
    return words % {"n": limit.most, "days": limit.days}


def of(mailing: Mailing) -> Limit | None:
    """The one that holds for a mailing; None where there is none."""
    return None if mailing.says == Mailing.Says.SERVICE else current()


def current() -> Limit | None:
    """The campaign's own, for all mailings; None where it has none."""
    campaign = Campaign.current()
    return None if campaign.most_mails is None else Limit(campaign.most_mails, campaign.most_days)


def pressed(mailing: Mailing, people: Collection[int], now: datetime) -> dict[int, datetime]:
    """Those of these people who got as many as anybody should, and when they may get one again.

    Hold the campaign's row: two mailings must not both take the last place.
    """
    limit = of(mailing)
    if limit is None or mailing.pressed == Mailing.Pressed.IGNORED or not people:
        return {}
    others = _others(mailing, now - limit.span)
    if others:
        Campaign.objects.select_for_update(no_key=True).get(pk=Campaign.current().pk)
    got: dict[int, list[datetime]] = defaultdict(list)
    for person, sent_at in _lately(people, now - limit.span, others):
        got[person].append(sent_at or now)
    full = {person: sorted(times) for person, times in got.items() if len(times) >= limit.most}
    return {person: times[-limit.most] + limit.span for person, times in full.items()}


def _others(mailing: Mailing, since: datetime) -> list[int]:
    found = Mailing.objects.exclude(pk=mailing.pk).exclude(says=Mailing.Says.SERVICE)
    found = found.filter(started_at__isnull=False).filter(Q(finished_at=None) | Q(finished_at__gte=since))
    return list(found.order_by().values_list("pk", flat=True))


def _lately(people: Collection[int], since: datetime, others: list[int]) -> Any:
    """One question: what they were sent, by an index on the person, and what is on its way to them."""
    sent = counted(since).filter(person__id__any_of=people).order_by().values_list("person_id", "sent_at")
    if not others:
        return sent
    flying = Delivery.objects.filter(
        person__id__any_of=people, mailing__in=others, state__in=_FLYING, sent_at=None
    ).values_list("person_id", "sent_at")
    return sent.union(flying, all=True)


def counted(since: datetime) -> Any:
    """The deliveries that count: handed over since then, but for answers to what people did."""
    services = Mailing.objects.filter(says=Mailing.Says.SERVICE).values("pk")
    return Delivery.objects.filter(sent_at__gte=since).exclude(mailing__in=services)


def look_again() -> None:
    """Letters that wait by a limit that holds no more are due now: a scheduled job."""
    limit = current()
    moving = list(Mailing.objects.filter(state__in=Mailing.MOVING).values_list("pk", flat=True))
    now = timezone.now()
    late = Delivery.objects.filter(mailing__in=moving, state=State.QUEUED, due_at__gt=now)
    late = late.filter(reason__startswith=send_windows.reason(send_windows.LIMIT))
    late.exclude(reason=limit.reason if limit else "").update(due_at=now)


def n_pressed(mailing: Mailing, readers: Any, now: datetime) -> int:
    """How many of these people got as many as anybody should, as things stand."""
    limit = of(mailing)
    return readers.filter(pk__in=full(limit, now)).count() if limit else 0


def full(limit: Limit, now: datetime) -> Any:
    """The numbers of those who got as many as ``limit`` lets, for a subquery."""
    rows = counted(now - limit.span).order_by().values("person")
    return rows.annotate(n=Count("*")).filter(n__gte=limit.most).values("person")
