"""Choose who gets a draft."""

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS
from hustings.people.persons.models import Topic
from hustings.people.segments.models import Segment

log = logging.getLogger(__name__)


@transaction.atomic
def choose_recipients(
    *, mailing: Mailing, user: User, segment: Segment | None, topic: Topic | None = None
) -> None:
    """Write the choice down as the editor would: a revision of what was typed last."""
    if not access.may(user, CHANGE_MAILINGS):
        raise Refused(_("You don’t have permission to write mailings."))
    held = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if not held.is_draft or held.is_step:
        raise Refused(_("This mailing has already been sent."))
    if not held.live:
        Mailing.objects.filter(pk=held.pk).update(segment=segment, topic=topic)
    last = held.get_latest_revision_as_object()
    if (last.segment, last.topic) != (segment, topic):
        last.segment, last.topic = segment, topic
        last.save_revision(user=user, clean=False, log_action=True)
        log.info("recipients chosen mailing=%s user=%s segment=%s", held.pk, user.pk, segment and segment.pk)
