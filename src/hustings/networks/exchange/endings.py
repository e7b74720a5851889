"""Ends of matches: whatever ends one frees whoever offers, and the ask goes to the next."""

import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hustings.networks.exchange import loads, notices
from hustings.networks.exchange.models import Closed, Match, Notice, Outcome, Post
from hustings.networks.exchange.partners import telling

log = logging.getLogger(__name__)
NOTHING = Q()


@transaction.atomic
def end(match: Match, outcome: str, only: Q = NOTHING, *, is_told: bool = True) -> bool:
    """End it once; False where it had ended, or isn't as ``only`` says.

    ``is_told``: a partner whose member is in it hears of it.
    """
    now = timezone.now()
    live = Match.objects.live().filter(only, pk=match.pk)
    if not live.update(ended_at=now, outcome=outcome):
        return False
    if helper := match.helper:
        loads.release(helper.pk, has_met=outcome == Outcome.MET)
        if outcome == Outcome.SILENT and loads.unheard(helper.pk):
            notices.write(helper, Notice.About.PAUSED, match.pk)
    match.ended_at, match.outcome = now, outcome
    if is_told:
        telling.of_end(match)
    if outcome == Outcome.MET:
        close(match.ask, Closed.ANSWERED)
    log.info("exchange.match ended match=%s outcome=%s", match.pk, outcome)
    return True


@transaction.atomic
def close(post: Post, why: str) -> bool:
    """End a post, and what hangs on it: whoever had said yes is told. False where it was over."""
    if not Post.objects.filter(pk=post.pk, closed_at=None).update(closed_at=timezone.now(), closed_for=why):
        return False
    telling.of_closing(post)
    for match in Match.objects.live().filter(Q(ask=post) | Q(offer=post)).whole():
        if match.agreed_at and why == Closed.EXPIRED:
            continue  # they go on with each other
        if end(match, Outcome.WITHDRAWN) and match.answered_at:
            other = match.helper if match.ask_id == post.pk else match.asker
            notices.of_match(other, Notice.About.ENDED, match)
    log.info("exchange.post closed post=%s why=%s", post.pk, why)
    return True
