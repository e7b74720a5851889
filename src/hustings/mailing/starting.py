"""What is written down when a mailing begins, by hand or at its planned moment."""

from hustings.campaigns.models import Campaign
from hustings.mailing import letter
from hustings.mailing.archive import keeping
from hustings.mailing.measuring import plans
from hustings.mailing.models import Mailing
from hustings.mailing.trials import dealing


def start(mailing: Mailing) -> None:
    """How it is measured, where its links lead, which of its versions are tested, whether it is archived."""
    plans.begin(mailing, letter.survey(mailing).targets, Campaign.current())
    dealing.begin(mailing)
    keeping.begin(mailing)
