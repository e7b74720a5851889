"""Publication of the text that was typed last: the one that leaves."""

from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.outreach.emails import composition, conditions
from hustings.outreach.emails.merge_fields import BadMerge
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.refusals import Refused


def published(held: Mailing, user: User) -> tuple[Mailing, composition.Survey]:
    """The mailing with what was typed last, published, and what it holds; its conditions are to be saved."""
    held = _with_last(held, user)
    try:
        survey = composition.survey(held)
        held.conditions = conditions.of(survey.segments)
    except (BadMerge, conditions.Gone) as bad:
        raise Refused(_("This mailing can’t be sent yet: see its checks.")) from bad
    return held, survey


def _with_last(held: Mailing, user: User) -> Mailing:
    if held.live and not held.has_unpublished_changes:
        return held
    revision = held.latest_revision or held.save_revision(user=user, clean=False, changed=False)
    revision.publish(user=user, skip_permission_checks=True)
    return Mailing.objects.get(pk=held.pk)
