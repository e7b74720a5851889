"""Have somebody else look at the letters of a sequence."""

from django.db import transaction
from django.utils.translation import gettext as _

from hustings.accounts.models import User
from hustings.mailing.actions.approving import log_look
from hustings.mailing.approving import rules, telling
from hustings.mailing.models import Approval, Sequence
from hustings.mailing.refusals import Refused
from hustings.mailing.rights import may_change


@transaction.atomic
def ask_for_letters(*, sequence: Sequence, user: User, note_to_them: str = "") -> int:
    """Ask for all letters of a sequence that lack it, how many those are; who may answer is told once."""
    held = Sequence.objects.select_for_update(of=("self",)).get(pk=sequence.pk)
    told: dict[int, int] = {}
    n = 0
    for letter in rules.lacking(held.letters(), user):
        if not may_change(user, letter):
            raise Refused(_("You may not write this mailing."))
        if Approval.objects.open().filter(mailing=letter).exists():
            continue
        asked = Approval.objects.create(mailing=letter, asked_by=user, note=note_to_them)
        for reviewer in rules.reviewers(letter, user):
            told.setdefault(reviewer, asked.pk)
        log_look("asked", letter, user)
        n += 1
    for reviewer, first in told.items():
        telling.tell.enqueue(first, reviewer, True)
    return n
