"""Checks of whom mails come from, and of the rules that hold them."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import law
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, check
from mailguard.identifiers import addresses


@check(
    gettext_lazy("Sender and postal address"),
    About.SENDER,
    may_stop=True,
)
def sender(desk: Desk) -> Iterator[Finding]:
    """Whom it comes from."""
    yield from on_sender(desk.campaign)


@check(gettext_lazy("Country rules"), About.SENDER)
def country(desk: Desk) -> Iterator[Finding]:
    yield from on_country([desk.mailing])


def on_sender(campaign: Campaign) -> Iterator[Finding]:
    """What is amiss with whom mails come from."""
    address = campaign.sender[1]
    try:
        is_usable = str(addresses.read(address)).isascii() and not address.endswith(".localdomain")
    except addresses.BadAddress:
        is_usable = False
    if not is_usable and not settings.DEMO:
        words = _("The sender would be %(address)s.") % {"address": address}
        yield Finding(words, remedy=_("Set the sender’s address in Settings › Campaign."))
    if not campaign.postal_address:
        words = _("The campaign has no postal address for the footer.")
        yield Finding(words, Weight.WARNS, _("Enter it in Settings › Campaign."))
    if not settings.BEHIND_TLS and not settings.DEMO:
        words = _("Mail apps offer one-click unsubscribe only if the site’s address starts with https.")
        yield Finding(words, Weight.WARNS, _("Correct HUSTINGS_BASE_URL."))


def on_country(mailings: Iterable[Mailing]) -> Iterator[Finding]:
    """Whether there is a law to hold them."""
    if not law.country() and any(mailing.says != Mailing.Says.SERVICE for mailing in mailings):
        words = _("No country is chosen: election silence and quiet hours don’t apply.")
        yield Finding(words, Weight.WARNS, _("Choose one in Settings › Campaign."))


CHECKS = (
    sender,
    country,
)
