"""Speed dating: plan who sits with whom, and tell everybody."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.networks.exchange import notices, profiles
from hustings.networks.exchange.matching import rounds, scores
from hustings.networks.exchange.models import Date, Member, Notice, Post, Side, SpeedDating
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)


class NobodyToMeet(Refused):
    """Among the guests nobody who asks fits anybody who offers."""


@transaction.atomic
def plan(*, dating: SpeedDating) -> int:
    """Plan the dates anew, those who fit best first; how many. Nobody is told yet."""
    SpeedDating.objects.select_for_update(of=("self",)).get(pk=dating.pk, published_at=None)
    guests = dating.guests.values("pk")
    posts = (
        Post.objects.live().filter(member__in=guests).for_lists().prefetch_related("skills").order_by("pk")
    )
    asks = [post for post in posts if post.side == Side.ASK]
    offers = [post for post in posts if post.side == Side.OFFER]
    points = scores.table(profiles.of_posts(asks), profiles.of_posts(offers))
    best: dict[rounds.Pair, int] = {}
    for row, ask in enumerate(asks):
        for column, offer in enumerate(offers):
            pair = (ask.member_id or 0, offer.member_id or 0)
            if points[row, column] > max(best.get(pair, 0), 0):
                best[pair] = int(points[row, column])
    ordered = sorted(best, key=lambda pair: (-best[pair], pair))
    found = rounds.schedule([pair for pair in ordered if pair[0] != pair[1]], dating.n_rounds)
    found = _without_doubles(found)
    if not found:
        raise NobodyToMeet(_("No guest’s ask fits another guest’s offer. Add guests, then plan again."))
    tables = {helper: n for n, helper in enumerate(sorted({pair[1] for pair in found}), 1)}
    dating.dates.all().delete()
    Date.objects.bulk_create(
        [
            Date(dating=dating, number=at, table=tables[helper], asker_id=asker, helper_id=helper)
            for (asker, helper), at in sorted(found.items(), key=lambda each: each[1])
        ]
    )
    SpeedDating.objects.filter(pk=dating.pk).update(planned_at=timezone.now())
    log.info("exchange.dating planned dating=%s dates=%s", dating.pk, len(found))
    return len(found)


def _without_doubles(found: dict[rounds.Pair, int]) -> dict[rounds.Pair, int]:
    """Whoever asks and offers as well is at one table at a time: of two dates at once the first stays."""
    busy: set[tuple[int, int]] = set()
    kept = {}
    for pair, at in found.items():
        if not {(who, at) for who in pair} & busy:
            busy |= {(who, at) for who in pair}
            kept[pair] = at
    return kept


@transaction.atomic
def publish_dating(*, dating: SpeedDating) -> bool:
    """Mail each guest their dates; False where it was done. NobodyToMeet where nothing is planned."""
    if SpeedDating.objects.filter(pk=dating.pk, planned_at=None).exists():
        raise NobodyToMeet(_("Plan the meetings first."))
    planned = SpeedDating.objects.filter(pk=dating.pk, published_at=None).exclude(planned_at=None)
    if not planned.update(published_at=timezone.now()):
        return False
    dates = list(dating.dates.values_list("asker", "helper"))
    for member in Member.objects.filter(pk__in={who for pair in dates for who in pair}):
        notices.write(member, Notice.About.DATES, f"dating {dating.pk}", dating=dating)
    log.info("exchange.dating published dating=%s", dating.pk)
    return True
