"""Let a mailing go on that was paused by itself."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.outreach.bounces.models import Alarm
from hustings.outreach.dispatch.actions import send
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS

log = logging.getLogger(__name__)


def may_go_on(user: object) -> bool:
    """Whether it is theirs to decide: who sends everywhere and answers for the campaign's settings."""
    return access.everywhere(user, SEND_MAILINGS) and access.everywhere(user, CHANGE_SETTINGS)


@transaction.atomic
def go_on(*, mailing: Mailing, user: User) -> None:
    """Send the rest knowingly: it is written down who said so, and at which figures."""
    if not may_go_on(user):
        raise Refused(_("Only a director can resume a mailing after an alert."))
    held = Alarm.objects.select_for_update().filter(mailing=mailing, waived_at=None)
    kinds = [f"{alarm.kind}={alarm.n}/{alarm.n_letters}" for alarm in held]
    held.update(waived_at=timezone.now(), waived_by=user)
    log.warning("alarms waived mailing=%s user=%s %s", mailing.pk, user.pk, " ".join(kinds))
    send.resume(mailing=mailing, user=user)
