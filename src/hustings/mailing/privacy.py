"""What the privacy notice says of mail: what is measured, who carries it, who may read it."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.campaigns.models import Campaign
from hustings.contributions import Contribution
from hustings.lib.privacy import Part, Told, Use, tellers, uses
from hustings.mailing.carrying import providers
from hustings.mailing.models import Archive


def _measured(use: Mapping[str, bool]) -> Iterable[Told]:
    """E-mails as far as the campaign measures them."""
    campaign = Campaign.current()
    if campaign.measures_clicks_of_people:
        agreed = _("Which links of our e-mails you follow, if you agreed to it.")
        unless = _("Which links of our e-mails you follow, unless you said no to it.")
        is_asked = campaign.measure_clicks == Campaign.Measuring.AGREED
        yield Part.WHY, agreed if is_asked else unless
    if campaign.measure_opens:
        yield Part.WHY, _("Whether you open our e-mails, if you agreed to it.")
    if campaign.measures_people:
        words = ngettext(
            "Who opened or clicked is forgotten after %(n)s day.",
            "Who opened or clicked is forgotten after %(n)s days.",
            campaign.measure_days,
        )
        yield Part.HOW_LONG, words % {"n": campaign.measure_days}


def _readers(use: Mapping[str, bool]) -> Iterable[Told]:
    if settings.MAIL_PROVIDER:
        words = _("Our e-mails leave through %(name)s, which sees your address and the text.")
        yield Part.WHO, words % {"name": providers.kind_of(settings.MAIL_PROVIDER).title()}
    if use["letters"]:
        yield (
            Part.WHO,
            _(
                "E-mails to many may be read by everybody on this site:"
                " as somebody reads them of whom nothing is known."
            ),
        )


part = Contribution(
    uses(Use("letters", lambda: Archive.objects.filter(is_on=True))),
    tellers(_measured, _readers),
)
