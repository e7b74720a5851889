"""Links to a fund's page by channel, so that the source of each gift is known."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hustings.money.donations.models import Fund
from hustings.money.donations.public import sharing

_CHANNELS = {
    "email": _("E-mail"),
    "sms": _("SMS"),
    "social": _("Social networks"),
    "poster": _("Poster or leaflet"),
    "partner": _("Another site"),
}


def of(fund: Fund) -> list[tuple[str, str]]:
    """The name of a channel and the link to spread there."""
    subject = sharing.of_fund(fund, _language())
    return [(str(label), subject.link(source=name)) for name, label in _CHANNELS.items()]


def key(fund: Fund) -> str:
    """The key by which HQ's share kit knows the page."""
    return sharing.of_fund(fund, _language()).key


def _language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]
