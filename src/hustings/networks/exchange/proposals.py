"""Proposals: each open ask goes to the offer that fits best, one at a time, and to the next in its turn.

Points say who fits; of equals whoever wasn't asked for longest comes first. A row is written before any mail.
"""

import datetime as dt
import logging
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from hustings.networks.exchange import loads, notices, profiles
from hustings.networks.exchange.matching import scores
from hustings.networks.exchange.models import ExchangeLimits, Match, Member, Notice, Post, Source
from hustings.networks.exchange.models.posts import PostQuerySet

log = logging.getLogger(__name__)
PORTION, MOST_OFFERS = 500, 5_000


class NoRoom(Exception):
    """The offer, the ask or whoever offers isn't free for it any more."""


def waiting() -> PostQuerySet:
    """Asks for which nobody is being asked now."""
    live = Match.objects.live().filter(ask=OuterRef("pk"))
    return Post.objects.live().asks().exclude(Exists(live))


def open_offers() -> PostQuerySet:
    """Offers of those who may be asked now, whoever was asked longest ago first."""
    free = Member.objects.free().reachable()
    rows = Post.objects.live().offers().filter(member__in=free)
    return rows.order_by(F("member__asked_at").asc(nulls_first=True), "pk")


def propose_due() -> int:
    """Ask somebody for each ask that waits; how many were asked. Safe to run beside itself."""
    n, after = 0, 0
    rows = waiting().for_lists().prefetch_related("skills")
    offers = list(open_offers().for_lists().prefetch_related("skills")[:MOST_OFFERS])
    while offers and (asks := list(rows.filter(pk__gt=after).order_by("pk")[:PORTION])):
        n += _propose(sorted(asks, key=lambda ask: (ask.posted_at, ask.pk)), offers)
        after = max(ask.pk for ask in asks)
    return n


def _propose(asks: Sequence[Post], offers: Sequence[Post]) -> int:
    points = scores.table(profiles.of_posts(asks), profiles.of_posts(offers))
    column = {offer.pk: n for n, offer in enumerate(offers)}
    row = {ask.pk: n for n, ask in enumerate(asks)}
    tried = Match.objects.filter(ask__in=row, offer__in=column)
    for ask_pk, offer_pk in tried.values_list("ask", "offer"):
        points[row[ask_pk], column[offer_pk]] = scores.BARRED
    left = {
        offer.member_id: offer.member.most_at_once - offer.member.n_open for offer in offers if offer.member
    }
    n = 0
    for ask, fitting in zip(asks, scores.best(points, len(offers)), strict=True):
        n += _first(ask, (offers[each] for each in fitting), left)
    return n


def _first(ask: Post, offers: Any, left: dict[int | None, int]) -> int:
    for offer in offers:
        if left[offer.member_id] <= 0:
            continue
        try:
            propose(ask=ask, offer=offer)
        except NoRoom:
            continue
        left[offer.member_id] -= 1
        return 1
    return 0


@transaction.atomic
def propose(*, ask: Post, offer: Post, source: str = Source.AUTOMATIC) -> Match:
    """Ask whoever offers, or raise NoRoom."""
    found = profiles.why(ask, offer)
    assert offer.member_id
    held = Post.objects.select_for_update(of=("self",), no_key=True).filter(pk=ask.pk)
    if not held.live().exists() or not loads.take(offer.member_id):
        raise NoRoom
    points, why = found or (0, [])
    due = timezone.now() + dt.timedelta(hours=ExchangeLimits.load().answer_hours)
    try:
        with transaction.atomic():
            made = Match.objects.create(
                ask=ask, offer=offer, points=points, why=why, source=source, due_at=due
            )
    except IntegrityError as taken:
        raise NoRoom from taken
    notices.of_match(offer.member, Notice.About.ASKED, made)
    log.info("exchange.match proposed match=%s ask=%s offer=%s points=%s", made.pk, ask.pk, offer.pk, points)
    return made
