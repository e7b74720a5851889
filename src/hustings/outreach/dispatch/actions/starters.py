"""Begin a mailing with letters that are there already; keep letters to begin with."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.emails import advertising
from hustings.outreach.mailings.models import Mailing, Template
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.rights import may_change_template
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS
from hustings.outreach.review.approvals import rules

log = logging.getLogger(__name__)


@transaction.atomic
def begin_with(*, name: str, content: list[Any], user: User) -> Mailing:
    """A draft of ``user``'s, to nobody yet."""
    if not access.may(user, CHANGE_MAILINGS):
        raise Refused(_("You don’t have permission to write mailings."))
    said = advertising.begun(Campaign.current())
    return Mailing.objects.create(name=name[:100], content=content, user=user, **said)


@transaction.atomic
def begin_with_template(*, template: Template, user: User) -> Mailing:
    """Begin with what was kept; where nobody said whether it is advertising, the checks ask."""
    if not access.may(user, CHANGE_MAILINGS):
        raise Refused(_("You don’t have permission to write mailings."))
    content: Any = list(template.content.raw_data)
    return Mailing.objects.create(
        name=template.name, content=content, user=user, begun_by=template.writers, **template.ad_said
    )


@transaction.atomic
def begin_as_copy(*, mailing: Mailing, user: User) -> Mailing:
    """A draft with all that stands in a mailing; whoever wrote that counts as a writer of the copy, too."""
    if not access.may(user, CHANGE_MAILINGS):
        raise Refused(_("You don’t have permission to write mailings."))
    content: Any = list(mailing.content.raw_data)
    topic = mailing.topic if mailing.topic and not mailing.topic.retired_at else None
    made = Mailing.objects.create(
        name=f"{mailing.name[:80]} ({_('copy')})", content=content, segment=mailing.segment, topic=topic,
        user=user, begun_by=_writers(mailing), **mailing.ad_said,
    )  # fmt: skip
    if trial := ABTest.objects.filter(mailing=mailing).first():
        ABTest.objects.create(mailing=made, **trial.set_up)
    log.info("mailing copied mailing=%s from=%s user=%s", made.pk, mailing.pk, user.pk)
    return made


def _kept(template: Template) -> dict[str, Any]:
    return template.ad_said | {"writers": template.writers, "content": list(template.content.raw_data)}


def _writers(mailing: Mailing) -> list[int]:
    return sorted(rules.writers([mailing])[mailing.pk])


@transaction.atomic
def keep_template(*, mailing: Mailing, name: str, user: User) -> Template:
    """Keep what its letters are now; under a name that is there already, in place of what was kept."""
    if not access.may(user, CHANGE_MAILINGS):
        raise Refused(_("You don’t have permission to write mailings."))
    if not name.strip():
        raise Refused(_("Give the template a name."))
    if not mailing.letters():
        raise Refused(_("No message has been written yet."))
    there = Template.objects.select_for_update().filter(name=name.strip()).first()
    if there and not may_change_template(user, there):
        raise Refused(_("Someone else has a template with this name: choose another name."))
    content: Any = list(mailing.content.raw_data)
    said = mailing.ad_said | {"writers": _writers(mailing)}
    if there and there.user_id == user.pk and _kept(there) == said | {"content": content}:
        return there
    kept = there or Template(name=name.strip())
    kept.content, kept.user, kept.kept_at = content, user, timezone.now()
    for field, value in said.items():
        setattr(kept, field, value)
    kept.save()
    log.info("template kept template=%s mailing=%s user=%s", kept.pk, mailing.pk, user.pk)
    return kept


@transaction.atomic
def drop_template(*, template: Template, user: User) -> None:
    """Keep it no more. Mailings that began with it stay as they are."""
    if not may_change_template(user, template):
        raise Refused(_("This template belongs to someone else."))
    log.info("template dropped template=%s user=%s", template.pk, user.pk)
    template.delete()
