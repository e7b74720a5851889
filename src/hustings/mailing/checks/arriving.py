"""Letters as they would arrive: with our sender, our signature, our counted links."""

from collections.abc import Iterator

from django.conf import settings

from hustings.campaigns.models import Campaign
from hustings.mailing import conditions, letter, tokens
from hustings.mailing.checks.desk import Desk
from hustings.mailing.measuring import addresses
from hustings.mailing.measuring.links import Leads
from hustings.mailing.signing import dkim, keys
from hustings.mailing.signing.dkim import Key

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
        leads = Leads(letter.survey(desk.mailing).targets, addresses.make(desk.mailing.pk))
    for sight in desk.sights[:MOST]:
        if sight.made is None:
            continue
        language = sight.language or desk.campaign.language
        version = sight.written["version"]
        plan = letter.blueprint(desk.mailing, language, desk.campaign, leads, version=version)
        plan.sign(signing)
        values = letter.values_of(
            key=tokens.TEST, address=READER, given_name="Camille", family_name="Martin", town="Lyon"
        )
        yield sight.place.mode, plan.fill(values | conditions.values(sight.made.segments))
