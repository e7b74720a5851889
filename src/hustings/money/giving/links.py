"""A fund's page as HQ shows it: its address, and links by channel, so that each gift's source is known."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.money.donations.hooks import FundPart
from hustings.money.donations.models import Fund
from hustings.money.giving import sharing

_CHANNELS = {
    "email": _("E-mail"),
    "sms": _("SMS"),
    "social": _("Social networks"),
    "poster": _("Poster or leaflet"),
    "partner": _("Another site"),
}


def part_of(fund: Fund) -> FundPart:
    """The page itself, its share kit, and the name of each channel with the link to spread there."""
    subject = sharing.of_fund(fund, (get_language() or settings.LANGUAGE_CODE)[:2])
    links = [(label, subject.link(source=name)) for name, label in _CHANNELS.items()]
    words = {"url": subject.url, "share_key": subject.key, "links": links}
    return FundPart("giving/on_the_site.html", words)
