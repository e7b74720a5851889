"""How it stands with the second look, for the pages of a draft."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.outreach.mailings.audience import Reach
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.sending_rights import SEND_MAILINGS
from hustings.outreach.preflight import fingerprints as checks
from hustings.outreach.preflight.findings import Finding
from hustings.outreach.review.approvals import rules
from hustings.outreach.review.models import Approval, Precaution


def findings(mailing: Mailing, user: User, reach: Reach) -> list[Finding]:
    """That nobody has looked at it who has to."""
    if not rules.lacks(mailing, user, checks.seen(mailing), reach.readers):
        return []
    if rules.passes_rules(mailing, user):
        words = _(
            "It is marked as a reply, so rules and limits don’t apply: someone else must approve it first."
        )
        return [Finding(words)]
    return [Finding(_("This mailing needs approval from someone else first."))]


def box(mailing: Mailing, user: User, reach: Reach) -> dict[str, Any]:
    """What was asked and answered last, whether it still holds, and who may answer."""
    last = Approval.objects.filter(mailing=mailing).select_related("asked_by", "decided_by").first()
    may_send = access.may(user, SEND_MAILINGS)
    sender = asker(last if last and last.is_open else None, user)
    holds = rules.stands(mailing, user, checks.seen(mailing)) if last else None
    is_needed = may_send and rules.is_needed(mailing, user, reach.readers)
    rule = Precaution.current()
    is_of_use = rules.is_asked(rule, mailing, user)
    reviewers = User.objects.filter(pk__in=rules.reviewers(mailing, sender)) if last or is_of_use else []
    return {
        "approval": last,
        "approval_holds": holds,
        "approval_needed": is_needed,
        "approval_above": rule.above,
        "approval_shown": bool(last or is_needed or (is_of_use and not may_send)),
        "reviewers": sorted(map(str, reviewers)),
        "may_review": bool(rules.may_review(user, [mailing], {mailing.pk: sender})),
        "is_changed": bool(last and last.revision_id and last.revision_id != mailing.latest_revision_id),
    }


@dataclass(frozen=True)
class Row:
    mailing: Mailing
    asked: Approval | None  # nobody has answered it
    sent_back: Approval | None
    may_review: bool


def of_sequence(letters: list[Mailing], user: User) -> dict[str, Any]:
    """The ``letters`` that wait for a second look: whom one may ask, which are theirs to answer."""
    if not letters:
        return {"approval_rows": [], "approval_lacking": set()}
    last: dict[int, Approval] = {}
    for each in Approval.objects.filter(mailing__in=letters).select_related("asked_by", "decided_by"):
        last.setdefault(each.mailing_id, each)  # the newest comes first
    asked = {pk: each for pk, each in last.items() if each.is_open}
    senders = {each.pk: asker(asked.get(each.pk), user) for each in letters}
    mine = rules.may_review(user, letters, senders)
    able = rules.others(user, include_self=True)
    wrote = rules.writers(letters)
    fit = {who for each in letters for who in able - wrote[each.pk]}
    return {
        "approval_rows": [
            Row(each, asked.get(each.pk), _sent_back(last.get(each.pk)), each.pk in mine) for each in letters
        ],
        "approval_to_ask": len(asked) < len(letters),
        "approval_reviewers": sorted(map(str, User.objects.filter(pk__in=fit))),
        "approval_lacking": {each.pk for each in letters},
    }


def asker(asked: Approval | None, user: User) -> User:
    return asked.asked_by if asked and asked.asked_by else user


def _sent_back(last: Approval | None) -> Approval | None:
    return last if last and last.verdict == Approval.Verdict.SENT_BACK else None
