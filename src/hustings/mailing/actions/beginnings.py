"""Begin a mailing with letters that are there already; keep letters to begin with."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.accounts import access
from hustings.accounts.models import User
from hustings.accounts.roles import Right
from hustings.campaigns.models import Campaign
from hustings.mailing import advertising
from hustings.mailing.actions.sending import Refused
from hustings.mailing.models import Mailing, Template
from hustings.mailing.rights import may_change_template

log = logging.getLogger(__name__)


@transaction.atomic
def begin_with(*, name: str, content: list[Any], user: User) -> Mailing:
    """A draft of ``user``'s, to nobody yet."""
    if not access.may(user, Right.CHANGE_MAILINGS):
        raise Refused(_("You may not write mailings."))
    said = advertising.begun(Campaign.current())
    return Mailing.objects.create(name=name[:100], content=content, user=user, **said)


@transaction.atomic
def keep_template(*, mailing: Mailing, name: str, user: User) -> Template:
    """Keep what its letters are now; under a name that is there already, in place of what was kept."""
    if not access.may(user, Right.CHANGE_MAILINGS):
        raise Refused(_("You may not write mailings."))
    if not name.strip():
        raise Refused(_("Give the template a name."))
    if not mailing.letters():
        raise Refused(_("No letter has been written yet."))
    there = Template.objects.select_for_update().filter(name=name.strip()).first()
    if there and not may_change_template(user, there):
        raise Refused(_("There is a template of somebody else’s with this name: choose another one."))
    if there and there.user_id == user.pk and list(there.content.raw_data) == list(mailing.content.raw_data):
        return there
    kept = there or Template(name=name.strip())
    content: Any = list(mailing.content.raw_data)
    kept.content, kept.user, kept.kept_at = content, user, timezone.now()
    kept.save()
    log.info("template kept template=%s mailing=%s user=%s", kept.pk, mailing.pk, user.pk)
    return kept


@transaction.atomic
def drop_template(*, template: Template, user: User) -> None:
    """Keep it no more. Mailings that began with it stay as they are."""
    if not may_change_template(user, template):
        raise Refused(_("It is somebody else’s template."))
    log.info("template dropped template=%s user=%s", template.pk, user.pk)
    template.delete()
