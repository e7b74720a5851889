"""Privacy notice of clicks and openings."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.privacy import InUse, Part, Told, tellers


def _measured(use: InUse) -> Iterable[Told]:
    campaign: Campaign = use.campaign
    if campaign.measures_clicks_of_people:
        agreed = _("Which links in our e-mails you click, if you agreed.")
        unless = _("Which links in our e-mails you click, unless you refused.")
        is_asked = campaign.measure_clicks == Campaign.Measuring.AGREED
        yield Part.WHY, agreed if is_asked else unless
    if campaign.measure_opens:
        yield Part.WHY, _("Whether you open our e-mails, if you agreed.")
    if campaign.measures_people:
        words = ngettext(
            "We delete who opened or clicked after %(n)s day.",
            "We delete who opened or clicked after %(n)s days.",
            campaign.measure_days,
        )
        yield Part.HOW_LONG, words % {"n": campaign.measure_days}


part = tellers(_measured)
