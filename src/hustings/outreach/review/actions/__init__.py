"""Review: actions, one file each."""

from hustings.outreach.review.actions.approvals import approve, ask_for_approval, send_back
from hustings.outreach.review.actions.comments import (
    answer,
    comment_on,
    drop_comment,
    read_comment,
    reopen,
    resolve,
)
