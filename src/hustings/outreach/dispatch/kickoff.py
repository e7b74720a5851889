"""Start of a mailing, by hand or at its planned moment: the rows written then."""

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.abtests import assignment
from hustings.outreach.archive import publication
from hustings.outreach.emails import composition
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.tracking import plans


def start(mailing: Mailing) -> None:
    """Write how it is measured, where links lead, which versions are tested and whether it is archived."""
    plans.begin(mailing, composition.survey(mailing).targets, Campaign.current())
    assignment.begin(mailing)
    publication.begin(mailing)
