"""Have the slow checks of a mailing run."""

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.jobs import enqueue_once
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS
from hustings.outreach.preflight import kept_results, tasks
from hustings.outreach.preflight import results as checks

log = logging.getLogger(__name__)


@transaction.atomic
def look_outside(*, mailing: Mailing, user: User) -> bool:
    """Ask the world outside about a mailing as it was typed last; False where that goes on already."""
    if not access.may(user, CHANGE_MAILINGS):
        raise Refused(_("You don’t have permission to write mailings."))
    mark = checks.fingerprint(mailing)
    look = kept_results.read(mailing)
    if look and look.is_running and look.fingerprint == mark:
        return False
    kept_results.begin(mailing, mark)
    is_new = enqueue_once(tasks.look_outside, f"preflight.look_outside:{mailing.pk}", mailing.pk) is not None
    log.info("mailing checked outside mailing=%s user=%s", mailing.pk, user.pk)
    return is_new
