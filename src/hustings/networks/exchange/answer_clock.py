"""The clock: whoever is silent too long is passed over, posts that nobody renews end.

Scheduled jobs. Each step is a small transaction of its own that looks first whether it is still to be done,
so a killed worker loses nothing and two do nothing twice.
"""

import datetime as dt
import logging

from django.db.models import Q
from django.utils import timezone

from hustings.networks.exchange import endings, notices, proposals
from hustings.networks.exchange.models import Closed, ExchangeLimits, Match, Member, Notice, Outcome, Post

log = logging.getLogger(__name__)
PORTION = 500
SOON = dt.timedelta(days=3)  # before a post ends
MEETING = dt.timedelta(days=7)  # after both said yes
FORGOTTEN = dt.timedelta(days=60)  # after both said yes, and nobody said whether they met
OFFER_STANDS = dt.timedelta(days=7)  # that whoever can help waits for the asker's answer


def turn() -> int:
    """Pass over who is silent, remind who may forget, ask the next; how many were asked."""
    now = timezone.now()
    for match in Match.objects.late().whole().order_by("due_at", "pk")[:PORTION]:
        endings.end(match, Outcome.SILENT, Q(answered_at=None, due_at__lte=now))
    half = dt.timedelta(hours=ExchangeLimits.load().answer_hours) / 2
    reminded = Notice.objects.filter(about=Notice.About.REMINDED, match__ended_at=None).values("match")
    for match in (
        Match.objects.asked().filter(due_at__lte=now + half).exclude(pk__in=reminded).whole()[:PORTION]
    ):
        notices.of_match(match.helper, Notice.About.REMINDED, match)
    return proposals.propose_due()


def hourly() -> None:
    """Ask whether posts are current and whether people met, and end what is over."""
    now = timezone.now()
    _posts(now)
    agreed = Match.objects.live().agreed()
    asked = Notice.objects.filter(about=Notice.About.MET).values("match")
    for match in agreed.filter(agreed_at__lte=now - MEETING).exclude(pk__in=asked).whole()[:PORTION]:
        for member in (match.asker, match.helper):
            notices.of_match(member, Notice.About.MET, match)
    for match in agreed.filter(agreed_at__lte=now - FORGOTTEN).whole()[:PORTION]:
        has_met = match.asker_met_at or match.helper_met_at
        endings.end(match, Outcome.MET if has_met else Outcome.FAILED)
    unanswered = Match.objects.live().filter(agreed_at=None, answered_at__lte=now - OFFER_STANDS)
    for match in unanswered.whole()[:PORTION]:
        if endings.end(match, Outcome.DECLINED, Q(agreed_at=None)):
            notices.of_match(match.helper, Notice.About.ENDED, match)


def _posts(now: dt.datetime) -> None:
    rows = Post.objects.filter(closed_at=None).exclude(member=None).select_related("member__person")
    told = Notice.objects.filter(about=Notice.About.EXPIRING, written_at__gte=now - 2 * SOON)
    soon = rows.filter(expires_at__gt=now, expires_at__lte=now + SOON).exclude(pk__in=told.values("post"))
    for post in soon[:PORTION]:
        notices.write(post.member, Notice.About.EXPIRING, f"{post.pk} {post.expires_at:%Y%m%d}", post=post)
    for post in Post.objects.filter(closed_at=None, expires_at__lte=now)[:PORTION]:
        endings.close(post, Closed.EXPIRED)
    Member.objects.filter(paused_until__lte=now).update(paused_until=None)
