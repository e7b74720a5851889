"""Letters as they would arrive: with our sender, our signature, our counted links."""

from collections.abc import Iterator

from django.conf import settings

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails import composition, conditions, delivery_tokens, tracking_urls
from hustings.outreach.emails.signatures import dkim, keys
from hustings.outreach.emails.signatures.dkim import Key
from hustings.outreach.emails.tracked_links import Leads
from hustings.outreach.preflight.desk import Desk

READER = "camille.martin@example.net"
MOST = 10  # letters of a mailing


def others_sign() -> bool:
    """Whether the mail server or a provider signs what leaves; a demonstration’s never does."""
    return settings.DKIM_BY == "relay" or bool(settings.MAIL_PROVIDER) or settings.DEMO


def signers(domain: str) -> list[Key]:
    """Our keys; where others sign, one that stands for theirs."""
    if others_sign():
        return [dkim.make(domain, "relay", dkim.ED25519)]
    return keys.signing(domain)


def letters(desk: Desk, signing: list[Key]) -> Iterator[tuple[str, bytes]]:
    """Each letter that can be rendered, by what its preview is asked for."""
    leads = None
    if desk.campaign.measure_clicks != Campaign.Measuring.NOTHING:
        if any(sight.problem or sight.amiss for sight in desk.sights):
            return
        leads = Leads(composition.survey(desk.mailing).targets, tracking_urls.make(desk.mailing.pk))
    for sight in desk.sights[:MOST]:
        if sight.made is None:
            continue
        language = sight.language or desk.campaign.language
        version = sight.written["version"]
        plan = composition.blueprint(desk.mailing, language, desk.campaign, leads, version=version)
        plan.sign(signing)
        values = composition.values_of(
            key=delivery_tokens.TEST, address=READER, given_name="Camille", family_name="Martin", town="Lyon"
        )
        yield sight.place.mode, plan.fill(values | conditions.values(sight.made.segments))
