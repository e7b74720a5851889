"""Decide about addresses that bounce, and about bounces that were a provider's fault."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.outreach.bounces import forgiveness
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.people.persons.actions import set_status
from hustings.people.persons.models import Email, Person
from hustings.people.persons.rights import CHANGE_PEOPLE

log = logging.getLogger(__name__)


@transaction.atomic
def try_again(*, email: Email, user: User) -> None:
    """Write to an address again: somebody says that it works. Its bounces so far count no more."""
    if not Person.objects.visible_to(user, CHANGE_PEOPLE).filter(pk=email.person_id).exists():
        raise Refused(_("You don’t have permission to edit people here."))
    email.refresh_from_db()
    if email.status != Email.Status.BOUNCING:
        return
    set_status(way=email, status=forgiveness.status_before(email), user=user)
    forgiveness.forgive(email)
    log.info("address tried again email=%s user=%s", email.pk, user.pk)


def may_take_back(user: object) -> bool:
    """Whether they may undo bounces by the thousand: it is about people everywhere."""
    return access.everywhere(user, SEND_MAILINGS) and access.everywhere(user, CHANGE_PEOPLE)


def take_back(*, domain: str, hour: datetime, user: User) -> int:
    """Undo the bounces of a domain within an hour; how many they were."""
    if not may_take_back(user):
        raise Refused(_("You need permission to send mailings and to edit people everywhere."))
    n = forgiveness.take_back(domain, hour)
    log.warning("bounces taken back domain=%s hour=%s n=%s user=%s", domain, hour.isoformat(), n, user.pk)
    return n
