"""Decide about letters of which nobody knows whether they arrived."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.outreach.delivery import tasks
from hustings.outreach.delivery.models import Delivery, DeliveryQuerySet
from hustings.outreach.delivery.models.reasons import NotSent, because
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS

log = logging.getLogger(__name__)


@transaction.atomic
def send_unsure_again(*, mailing: Mailing, user: User) -> int:
    """Queue unsure letters once more, which may arrive twice; how many. Checked again on leaving."""
    mailing, unsure = _held(mailing, user)
    if mailing.state == Mailing.State.CANCELLED:
        raise Refused(_("The mailing was cancelled: nothing more will be sent."))
    n = unsure.update(state=Delivery.State.QUEUED, carrier=None, due_at=timezone.now(), **because(""))
    if n and mailing.state == Mailing.State.SENT:
        Mailing.objects.filter(pk=mailing.pk).update(
            state=Mailing.State.SENDING, finished_at=None, moved_at=timezone.now()
        )
    tasks.call(mailing)
    log.info("mailing unsure again mailing=%s user=%s n=%s", mailing.pk, user.pk, n)
    return n


@transaction.atomic
def count_unsure_as_sent(*, mailing: Mailing, user: User) -> int:
    """Take the unsure letters for handed over; how many they are."""
    mailing, unsure = _held(mailing, user)
    n = unsure.update(
        state=Delivery.State.SENT,
        carrier=None,
        sent_at=mailing.finished_at or timezone.now(),
        **because(NotSent.COUNTED),
    )
    log.info("mailing unsure counted mailing=%s user=%s n=%s", mailing.pk, user.pk, n)
    return n


def _held(mailing: Mailing, user: User) -> tuple[Mailing, DeliveryQuerySet]:
    """The mailing, held so that it can't end meanwhile, and its unsure letters."""
    if not access.may(user, SEND_MAILINGS):
        raise Refused(_("You don’t have permission to send mailings."))
    held = Mailing.objects.select_for_update().get(pk=mailing.pk)
    return held, Delivery.objects.filter(mailing=held, state=Delivery.State.UNSURE)
