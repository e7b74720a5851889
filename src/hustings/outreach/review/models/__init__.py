"""Review: models, one file each."""

from hustings.outreach.review.models.approvals import Approval, Precaution
from hustings.outreach.review.models.comments import Comment, Mention
