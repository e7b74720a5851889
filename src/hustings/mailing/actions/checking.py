"""Have the slow checks of a mailing run."""

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.accounts import access
from hustings.accounts.models import User
from hustings.jobs import enqueue_once
from hustings.mailing import checks, tasks_checks
from hustings.mailing.checks import kept
from hustings.mailing.models import Mailing
from hustings.mailing.refusals import Refused
from hustings.mailing.sending_rights import CHANGE_MAILINGS

log = logging.getLogger(__name__)


@transaction.atomic
def look_outside(*, mailing: Mailing, user: User) -> bool:
    """Ask the world outside about a mailing as it was typed last; False where that goes on already."""
    if not access.may(user, CHANGE_MAILINGS):
        raise Refused(_("You may not write mailings."))
    mark = checks.fingerprint(mailing)
    look = kept.read(mailing)
    if look and look.is_running and look.fingerprint == mark:
        return False
    kept.begin(mailing, mark)
    is_new = (
        enqueue_once(tasks_checks.look_outside, f"mailing.look_outside:{mailing.pk}", mailing.pk) is not None
    )
    log.info("mailing checked outside mailing=%s user=%s", mailing.pk, user.pk)
    return is_new
