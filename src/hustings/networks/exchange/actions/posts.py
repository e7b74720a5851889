"""Ask, offer, renew, close."""

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.threads.relay.replies import own_words
from hustings.foundation import jobs
from hustings.foundation.accounts.models import User
from hustings.foundation.webhooks import outbox
from hustings.networks.exchange import endings, webhook_events
from hustings.networks.exchange.models import Closed, ExchangeLimits, Member, Post, Side
from hustings.networks.exchange.partners import telling
from hustings.networks.exchange.tasks import turn_clock
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
ASKED, OFFERED = "exchange.asked", "exchange.offered"
MOST = 20  # open posts of one member


class TooManyPosts(Refused):
    """They have as many open asks and offers as one may."""


class NotRenewed(Refused):
    """It was closed, by them or by the team."""


def _ends() -> dt.datetime:
    return timezone.now() + dt.timedelta(days=ExchangeLimits.load().post_days)


@transaction.atomic
def save_post(*, member: Member, side: str, values: Mapping[str, Any], post: Post | None = None) -> Post:
    """Publish an ask or offer, or change one: addresses and numbers in it are cut, as the relay cuts them."""
    held = Member.objects.select_for_update(of=("self",)).select_related("person").get(pk=member.pk)
    if post is None and held.posts.live().count() >= MOST:
        raise TooManyPosts(_("You have many open asks and offers. Close one first."))
    said = dict(values)
    skills, released = said.pop("skills", []), said.pop("released_to", [])
    said |= {name: own_words(said[name])[0] for name in ("title", "text", "city") if name in said}
    made = post or Post(member=held, side=side, expires_at=_ends(), language=held.person.language)
    for name, value in said.items():
        setattr(made, name, value)
    made.save()
    made.skills.set(skills)
    if post is None:
        held.person.log(ASKED if side == Side.ASK else OFFERED, title=made.title)
        outbox.tell(webhook_events.ASKED if side == Side.ASK else webhook_events.OFFERED, made.pk)
    if made.is_ask:
        made.released_to.set(released)
        telling.of_ask(made)
    jobs.enqueue_once(turn_clock, "exchange.turn")
    log.info("exchange.post saved post=%s side=%s", made.pk, side)
    return made


@transaction.atomic
def renew(*, post: Post) -> Post:
    """Keep it for another while, also where it has just expired; raises NotRenewed."""
    over = Q(closed_at=None) | Q(closed_for=Closed.EXPIRED)
    now = timezone.now()
    renewed = Post.objects.filter(over, pk=post.pk, member__in=Member.objects.live()).update(
        expires_at=_ends(), renewed_at=now, closed_at=None, closed_for=""
    )
    if not renewed:
        raise NotRenewed(_("This was closed. Write a new one."))
    log.info("exchange.post renewed post=%s", post.pk)
    held = Post.objects.select_related("member__person", "member__organisation").get(pk=post.pk)
    telling.of_ask(held)
    return held


@transaction.atomic
def close_post(*, post: Post, why: str = Closed.WITHDRAWN, user: User | None = None) -> bool:
    """End it; False where it was over."""
    log.info("exchange.post to close post=%s user=%s", post.pk, user and user.pk)
    return endings.close(post, why)
