"""Texts written, tried out, approved, sent, held and ended."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.jobs.unique_tasks import enqueue_once
from hustings.outreach.review.models import Precaution
from hustings.outreach.text_messages import approval, recipients, tasks, wording
from hustings.outreach.text_messages.models import Gateway, TextBlast, TextMessage
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
State, Kind = TextMessage.State, TextMessage.Kind


class NotReady(Refused):
    """It can't be sent, tried out or changed now."""


@transaction.atomic
def save_text(*, text: TextBlast | None = None, values: Mapping[str, Any], user: User) -> TextBlast:
    """Write a draft down, new or changed. A yes to what it was is no yes to what it is. Raises NotReady."""
    found = _draft(text) if text else TextBlast()
    for name, value in values.items():
        setattr(found, name, value)
    found.user = user
    found.save()
    log.info("texts.saved text=%s user=%s", found.pk, user.pk)
    return found


def _draft(text: TextBlast) -> TextBlast:
    found = TextBlast.objects.select_for_update(of=("self",)).get(pk=text.pk)
    if not found.is_draft:
        raise NotReady(_("This text was sent already."))
    return found


@transaction.atomic
def send_test(*, text: TextBlast, number: str, user: User) -> TextMessage:
    """Send it to one phone, such as one's own. Raises NotReady."""
    gateway = _gateway(text)
    rule, hour = Precaution.current(), timezone.now() - timedelta(hours=1)
    tests = TextMessage.objects.filter(kind=Kind.TEST, user=user, made_at__gte=hour)
    if tests.count() >= rule.tests_per_hour:
        raise NotReady(_("You sent many tests within an hour. Try again later."))
    body = wording.whole(text.body, gateway, language=get_language() or "", first_name=user.first_name)
    made = TextMessage.objects.create(
        key=uuid4(), kind=Kind.TEST, gateway=gateway, number=number, body=body, user=user
    )
    tasks.call(gateway.pk)
    log.info("texts.test text=%s message=%s user=%s", text.pk, made.pk, user.pk)
    return made


def _gateway(text: TextBlast) -> Gateway:
    gateway = text.gateway if text.gateway_id else Gateway.objects.on().first()
    if gateway is None or gateway.off_at:
        raise NotReady(_("No text gateway is on. Whoever runs the campaign connects one."))
    return gateway


@transaction.atomic
def approve(*, text: TextBlast, user: User) -> None:
    """Say yes to exactly what it is now. Raises NotReady."""
    found = _draft(text)
    if not approval.may_approve(found, user):
        raise NotReady(_("Somebody else has to approve what you wrote."))
    seen = approval.fingerprint(found)
    TextBlast.objects.filter(pk=found.pk).update(
        approved_by=user, approved_at=timezone.now(), approved_seen=seen
    )
    log.info("texts.approved text=%s user=%s", found.pk, user.pk)


@transaction.atomic
def send(*, text: TextBlast, user: User, at: datetime | None = None) -> TextBlast:
    """Let it leave, now or at a moment; until then it can be undone. Raises NotReady."""
    found = _draft(text)
    gateway = _gateway(found)
    n = recipients.reach(found, user).readers
    if not n:
        raise NotReady(_("Nobody in this segment gets text messages."))
    if approval.is_needed(found, user, n) and not approval.stands(found, user):
        raise NotReady(_("Somebody else who sends text messages has to approve it first."))
    now = timezone.now()
    found.gateway, found.sent_by, found.started_at = gateway, user, now
    found.criteria = found.segment.criteria
    found.leaves_at = max(at or now, now + timedelta(seconds=Precaution.current().grace))
    found.save()
    tasks.fill.using(run_after=found.leaves_at).enqueue(found.pk)
    log.info("texts.sent text=%s user=%s at=%s n=%s", found.pk, user.pk, found.leaves_at, n)
    return found


def pause(*, text: TextBlast, user: User) -> bool:
    """Hold what has not left."""
    n = TextBlast.objects.moving().filter(pk=text.pk).update(paused_at=timezone.now())
    log.info("texts.paused text=%s user=%s", text.pk, user.pk)
    return bool(n)


@transaction.atomic
def resume(*, text: TextBlast, user: User) -> bool:
    held = TextBlast.objects.filter(pk=text.pk, cancelled_at=None, finished_at=None).exclude(paused_at=None)
    if not held.update(paused_at=None, is_restored=False):
        return False
    enqueue_once(tasks.wake, "texts.wake")
    log.info("texts.resumed text=%s user=%s", text.pk, user.pk)
    return True


@transaction.atomic
def cancel(*, text: TextBlast, user: User) -> bool:
    """End it: nothing more leaves. One of which nothing is written yet is a draft again."""
    found = TextBlast.objects.select_for_update(of=("self",)).get(pk=text.pk)
    if found.is_draft or found.finished_at or found.cancelled_at:
        return False
    now = timezone.now()
    if found.queued_at is None and not found.messages.exists():
        found.started_at = found.leaves_at = found.sent_by = found.paused_at = found.criteria = None
    else:
        found.cancelled_at = now
        waiting = found.messages.filter(state=State.QUEUED)
        waiting.update(state=State.SKIPPED, reason=TextMessage.Reason.CANCELLED, ended_at=now)
    found.save()
    log.info("texts.cancelled text=%s user=%s", found.pk, user.pk)
    return True
