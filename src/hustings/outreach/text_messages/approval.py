"""Whether a text needs a second pair of eyes: the rule of mailings, with the holders of this right."""

import hashlib
import json

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.outreach.review.approvals import rules
from hustings.outreach.review.models import Precaution
from hustings.outreach.text_messages.models import TextBlast
from hustings.outreach.text_messages.rights import SEND_TEXTS


def fingerprint(text: TextBlast) -> str:
    """Digest of the words and of whom they go to."""
    said = json.dumps([text.body, text.segment_id, text.segment.criteria], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def is_needed(text: TextBlast, sender: User, n_readers: int) -> bool:
    """Whether it may leave, sent by ``sender``, only after somebody else has looked at it."""
    rule = Precaution.current()
    return rule.asks_second and n_readers > rule.above and bool(_others(sender))


def stands(text: TextBlast, sender: User) -> bool:
    """Whether somebody else, who may still say it, said yes to exactly this."""
    yes = text.approved_by_id
    if yes is None or yes in {sender.pk, text.user_id} or text.approved_seen != fingerprint(text):
        return False
    return yes in _others(sender)


def may_approve(text: TextBlast, user: User) -> bool:
    """Whoever did not write it, and may send wherever its writer may."""
    if not text.is_draft or text.user_id == user.pk:
        return False
    return user.pk in _others(text.user) if text.user else access.everywhere(user, SEND_TEXTS)


def _others(sender: User) -> set[int]:
    return rules.others(sender, right=SEND_TEXTS, write=SEND_TEXTS)
