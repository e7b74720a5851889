"""Cohorts: draw pairs for all open asks of one kind at once, look at them, then ask everybody."""

import logging

from django.db import transaction
from django.utils import timezone

from hustings.networks.exchange import profiles, proposals
from hustings.networks.exchange.matching import acceptance, scores
from hustings.networks.exchange.models import Cohort, CohortPair, Match, Source

log = logging.getLogger(__name__)
MOST = 5_000


@transaction.atomic
def draw(*, cohort: Cohort) -> int:
    """Draw the pairs anew by deferred acceptance; how many. Nobody is asked yet."""
    Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk, published_at=None)
    asks = list(
        proposals.waiting()
        .filter(kind=cohort.kind)
        .for_lists()
        .prefetch_related("skills")
        .order_by("posted_at", "pk")[:MOST]
    )
    offers = list(
        proposals.open_offers().filter(kind=cohort.kind).for_lists().prefetch_related("skills")[:MOST]
    )
    points = scores.table(profiles.of_posts(asks), profiles.of_posts(offers))
    rows, columns = {ask.pk: n for n, ask in enumerate(asks)}, {offer.pk: n for n, offer in enumerate(offers)}
    for ask, offer in (
        Match.objects.filter(ask__kind=cohort.kind).exclude(offer=None).values_list("ask", "offer")
    ):
        if ask in rows and offer in columns:
            points[rows[ask], columns[offer]] = scores.BARRED
    choices = scores.best(points, cohort.n_choices)
    wanted = [[int(points[row, each]) for each in mine] for row, mine in enumerate(choices)]
    places = [offer.member.most_at_once - offer.member.n_open for offer in offers if offer.member]
    found = acceptance.pairs(choices, wanted, places)
    cohort.pairs.all().delete()
    made = []
    for row, column in enumerate(found):
        if column is not None and (why := profiles.why(asks[row], offers[column])):
            made.append(CohortPair(
                cohort=cohort, ask=asks[row], offer=offers[column], points=why[0], why=why[1],
                choice=choices[row].index(column) + 1,
            ))  # fmt: skip
    CohortPair.objects.bulk_create(made)
    now = timezone.now()
    Cohort.objects.filter(pk=cohort.pk).update(drawn_at=now, n_asks=len(asks), n_offers=len(offers))
    log.info("exchange.cohort drawn cohort=%s pairs=%s", cohort.pk, len(made))
    return len(made)


@transaction.atomic
def publish_cohort(*, cohort: Cohort) -> int:
    """Ask the offer of each pair that is still free; how many were asked."""
    if (
        not Cohort.objects.filter(pk=cohort.pk, published_at=None)
        .exclude(drawn_at=None)
        .update(published_at=timezone.now())
    ):
        return 0
    n = 0
    for pair in cohort.pairs.select_related("ask__member__organisation", "offer__member__organisation"):
        try:
            proposals.propose(ask=pair.ask, offer=pair.offer, source=Source.COHORT)
            n += 1
        except proposals.NoRoom:
            continue
    log.info("exchange.cohort published cohort=%s asked=%s", cohort.pk, n)
    return n
