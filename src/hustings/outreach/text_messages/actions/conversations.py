"""Conversations taken in hand, answered, closed. A hand that goes away loses it after some minutes."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.outreach.text_messages import parts, recipients, tasks
from hustings.outreach.text_messages.models import Conversation, TextMessage
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)
_FREE = {"claimed_by": None, "claimed_until": None}


class NotYours(Refused):
    """Somebody else has it in hand, or they want no texts."""


def take(*, conversation: Conversation, user: User) -> bool:
    """Take it in hand for some minutes, unless somebody else has it."""
    now = timezone.now()
    free = Q(claimed_by=None) | Q(claimed_until__lte=now) | Q(claimed_by=user)
    rows = Conversation.objects.filter(free, pk=conversation.pk)
    return bool(rows.update(claimed_by=user, claimed_until=now + LEASE))


@transaction.atomic
def answer(*, conversation: Conversation, key: UUID, words: str, user: User) -> TextMessage:
    """Answer by text; sent twice, the first counts. Raises NotYours."""
    if made := TextMessage.objects.filter(key=key).first():
        return made
    found = _held(conversation, user)
    if recipients.stopped([found.number]) or found.gateway.off_at:
        raise NotYours(_("They want no more texts."))
    row = TextMessage.objects.create(
        key=key, kind=TextMessage.Kind.ANSWER, gateway=found.gateway, person=found.person,
        number=found.number, body=parts.plain(words.strip()), user=user,
    )  # fmt: skip
    now = timezone.now()
    Conversation.objects.filter(pk=found.pk).update(waiting_since=None, last_at=now, **_FREE)
    tasks.call(found.gateway_id)
    log.info("texts.answered conversation=%s message=%s user=%s", found.pk, row.pk, user.pk)
    return row


@transaction.atomic
def close(*, conversation: Conversation, user: User) -> None:
    """Put it aside without an answer. Raises NotYours."""
    found = _held(conversation, user)
    Conversation.objects.filter(pk=found.pk).update(waiting_since=None, **_FREE)
    log.info("texts.closed conversation=%s user=%s", found.pk, user.pk)


def _held(conversation: Conversation, user: User) -> Conversation:
    found = Conversation.objects.select_for_update(of=("self",)).select_related("gateway", "claimed_by")
    row = found.get(pk=conversation.pk)
    if (holder := row.holder(timezone.now())) and holder != user:
        raise NotYours(_("%(name)s is answering this one.") % {"name": holder})
    return row
