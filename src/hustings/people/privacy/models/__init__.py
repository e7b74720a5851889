"""Privacy: models, one file each."""

from hustings.people.privacy.models.exports import Export, ExportBlock
from hustings.people.privacy.models.pending_erasures import Forgetting
from hustings.people.privacy.models.retention import RetentionRule, Retirement
from hustings.people.privacy.models.saved_exports import ExportPlan
