"""Have somebody else look at the letters of a sequence."""

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.outreach.automations.models import Sequence
from hustings.outreach.mailings.refusals import Refused
from hustings.outreach.mailings.rights import may_change
from hustings.outreach.review.actions.approvals import log_look
from hustings.outreach.review.approvals import notifications, rules
from hustings.outreach.review.models import Approval


@transaction.atomic
def ask_for_letters(*, sequence: Sequence, user: User, note_to_them: str = "") -> int:
    """Ask for all letters of a sequence that lack it, how many those are; who may answer is told once."""
    held = Sequence.objects.select_for_update(of=("self",)).get(pk=sequence.pk)
    told: dict[int, int] = {}
    n = 0
    for letter in rules.lacking(held.letters(), user):
        if not may_change(user, letter):
            raise Refused(_("You don’t have permission to edit this mailing."))
        if Approval.objects.open().filter(mailing=letter).exists():
            continue
        asked = Approval.objects.create(mailing=letter, asked_by=user, note=note_to_them)
        for reviewer in rules.reviewers(letter, user):
            told.setdefault(reviewer, asked.pk)
        log_look("asked", letter, user)
        n += 1
    for reviewer, first in told.items():
        notifications.tell.enqueue(first, reviewer, True)
    return n
