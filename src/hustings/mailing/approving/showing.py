"""How it stands with the second look, for the pages of a draft."""

from typing import Any

from django.utils.translation import gettext as _

from hustings.accounts import access
from hustings.accounts.models import User
from hustings.accounts.roles import Right
from hustings.mailing import checks
from hustings.mailing.approving import rules
from hustings.mailing.audience import Reach
from hustings.mailing.checks import Finding
from hustings.mailing.models import Approval, Mailing, Precaution


def findings(mailing: Mailing, user: User, reach: Reach) -> list[Finding]:
    """That nobody has looked at it who has to."""
    if not rules.lacks(mailing, user, checks.seen(mailing), reach.readers):
        return []
    return [Finding(_("Somebody else has to look at it first, and nobody has approved it as it is."))]


def box(mailing: Mailing, user: User, reach: Reach) -> dict[str, Any]:
    """What was asked and answered last, whether it still holds, and who may answer."""
    last = Approval.objects.filter(mailing=mailing).select_related("asked_by", "decided_by").first()
    may_send = access.may(user, Right.SEND_MAILINGS)
    sender = last.asked_by if last and last.is_open and last.asked_by else user
    holds = rules.stands(mailing, user, checks.seen(mailing)) if last else None
    is_needed = may_send and rules.is_needed(mailing, user, reach.readers)
    is_of_use = Precaution.current().asks_second and bool(rules.others(user)) and not mailing.is_step
    reviewers = User.objects.filter(pk__in=rules.reviewers(mailing, sender)) if last or is_of_use else []
    return {
        "approval": last,
        "approval_holds": holds,
        "approval_needed": is_needed,
        "approval_above": Precaution.current().above,
        "approval_shown": bool(last or is_needed or (is_of_use and not may_send)),
        "reviewers": sorted(map(str, reviewers)),
        "may_review": bool(rules.may_review(user, [mailing], {mailing.pk: sender})),
        "is_changed": bool(last and last.revision_id and last.revision_id != mailing.latest_revision_id),
    }
