"""Set a test of versions up, and choose one by hand."""

import logging
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.outreach.abtests import decision, results, tasks
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS, SEND_MAILINGS

log = logging.getLogger(__name__)


@transaction.atomic
def set_up_trial(*, mailing: Mailing, user: User, **said: Any) -> ABTest:
    """Have the versions of a draft tested when it is sent."""
    _draft(mailing, user)
    trial, _is_new = ABTest.objects.update_or_create(mailing=mailing, defaults=said)
    log.info("trial set up mailing=%s user=%s", mailing.pk, user.pk)
    return trial


@transaction.atomic
def drop_trial(*, mailing: Mailing, user: User) -> None:
    """Remove the test of a draft."""
    _draft(mailing, user)
    ABTest.objects.filter(mailing=mailing).delete()


def _draft(mailing: Mailing, user: User) -> None:
    if not access.may(user, CHANGE_MAILINGS):
        raise Refused(_("You don’t have permission to write mailings."))
    held = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if not held.is_draft or held.is_step:
        raise Refused(_("This mailing has already been sent."))


@transaction.atomic
def choose_version(*, mailing: Mailing, user: User, version: str) -> None:
    if not access.may(user, SEND_MAILINGS):
        raise Refused(_("You don’t have permission to send mailings."))
    trial = ABTest.objects.select_for_update(of=("self",)).select_related("mailing").get(mailing=mailing)
    if version not in list(trial.versions):
        raise Refused(_("This version doesn’t exist."))
    if trial.mailing.state == Mailing.State.CANCELLED:
        raise Refused(_("The mailing was cancelled."))
    if not decision.decide(trial, version, ABTest.How.HAND, found=results.of(trial), user=user):
        raise Refused(_("A winner has already been chosen."))
    tasks.look_at_trial.enqueue(trial.pk)
    log.info("version chosen mailing=%s version=%s user=%s", mailing.pk, version, user.pk)
