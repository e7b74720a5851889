"""What is looked at before a mailing may leave, in words."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.campaigns.models import Campaign
from hustings.mailing import audience, letter
from hustings.mailing.audience import Reach
from hustings.mailing.letter import Letter
from hustings.mailing.merge import FIELDS, BadMerge
from hustings.mailing.models import Mailing
from hustings.people.refusals import Refused
from mailguard import addresses

_HEAVY = 100_000  # bytes: Gmail cuts a letter off at 102 kB
_COLUMNS = {"given_name": "given_name", "family_name": "family_name"}


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be. ``stops``: the mailing can't leave like this."""

    text: str
    stops: bool = True


def seen(mailing: Mailing) -> str:
    """A fingerprint of what leaves and to whom, so that nothing else leaves than what was looked at."""
    parts = [mailing.subject, mailing.body, mailing.purpose, mailing.asks_for, mailing.topic_id]
    text = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def reach(mailing: Mailing, user: Any) -> tuple[Reach, list[Finding]]:
    """Whom it reaches; a segment that can't be asked any more is a finding."""
    try:
        return audience.reach(mailing, user), []
    except Refused as refused:
        return audience.NOBODY, [Finding(_("The segment can't be used: %(why)s") % {"why": refused})]


def findings(mailing: Mailing, user: Any, reach: Reach) -> Iterator[Finding]:
    """Everything that the team should know before sending."""
    campaign = Campaign.current()
    yield from _on_sender(campaign)
    if not mailing.subject.strip():
        yield Finding(_("The mailing has no subject."))
    if not mailing.body.strip():
        yield Finding(_("The mailing has no text."))
    if mailing.segment is None:
        yield Finding(_("No segment is chosen: choose whom the mailing goes to."))
    elif not reach.readers:
        yield Finding(
            _("Nobody would get it: nobody in the segment both agreed to mails and can be reached.")
        )
    if mailing.topic and mailing.topic.retired_at:
        yield Finding(_("Its topic is retired: choose another one, or none."))
    try:
        made = letter.compose(subject=mailing.subject, body=mailing.body, language="fr", campaign=campaign)
    except BadMerge as bad:
        yield Finding(str(bad))
    else:
        yield from _on_fallbacks(made, mailing, user, reach)
        if sum(len(piece) for piece in made.html if isinstance(piece, str)) > _HEAVY:
            yield Finding(_("The letter is so long that Gmail would cut it off."), stops=False)


def _on_sender(campaign: Campaign) -> Iterator[Finding]:
    sender = campaign.sender[1]
    try:
        is_usable = str(addresses.read(sender)).isascii() and not sender.endswith(".localdomain")
    except addresses.BadAddress:
        is_usable = False
    if not is_usable and not settings.DEMO:
        words = _("Mails would come from %(address)s: set the sender's address in Settings › Campaign.")
        yield Finding(words % {"address": sender})
    if not campaign.postal_address:
        words = _("The campaign has no postal address to show below the mail: see Settings › Campaign.")
        yield Finding(words, stops=False)
    if not settings.BEHIND_TLS and not settings.DEMO:
        words = _("Mail programs offer one-click unsubscribing only if the site's address begins with https.")
        yield Finding(words, stops=False)


def _on_fallbacks(made: Letter, mailing: Mailing, user: Any, reach: Reach) -> Iterator[Finding]:
    """Readers who would see a hole where others see their name."""
    bare = {merge.field for merge in made.merges if merge.fallback is None} & _COLUMNS.keys()
    for field in sorted(bare if reach.readers else ()):
        n = audience.readers(mailing, user).filter(**{_COLUMNS[field]: ""}).count()
        if n:
            words = ngettext(
                "For %(n)d reader the field “%(label)s” is empty. Say what to write instead:"
                ' {{ %(field)s|"friend" }}.',
                "For %(n)d readers the field “%(label)s” is empty. Say what to write instead:"
                ' {{ %(field)s|"friend" }}.',
                n,
            )
            yield Finding(words % {"n": n, "label": FIELDS[field], "field": field})
    if any(merge.field == "town" and merge.fallback is None for merge in made.merges):
        words = _("Where a town is unknown, {{ town }} leaves a hole: say what to write instead.")
        yield Finding(words, stops=False)
