"""Words of a message as a phone shows them: our name, the text, how to stop."""

import re

from django.utils import translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.text_messages import parts
from hustings.outreach.text_messages.models import Gateway

FIRST_NAME = "{first_name}"
_LONELY = re.compile(r"[ \u00a0]*" + re.escape(FIRST_NAME))
_NAMELESS = 12  # signs of a first name that nobody has yet: most are shorter


def sender_name() -> str:
    campaign = Campaign.current()
    return (campaign.sender_name or campaign.name).strip()


def whole(body: str, gateway: Gateway | None, *, language: str, first_name: str = "") -> str:
    """One message, with plain signs: our name before it, unless it is in it, and how to stop behind it."""
    said = body.strip()
    said = said.replace(FIRST_NAME, first_name) if first_name else _LONELY.sub("", said)
    name = sender_name()
    if name.casefold() not in said.casefold():
        said = f"{name}: {said}"
    return parts.plain(f"{said}\n{how_to_stop(gateway, language)}")


def how_to_stop(gateway: Gateway | None, language: str) -> str:
    with translation.override(language):
        if gateway and gateway.stop_number:
            return _("STOP to %(number)s") % {"number": gateway.stop_number}
        return _("Reply STOP to end")


def farewell(language: str) -> str:
    """Answer to STOP, once."""
    with translation.override(language):
        words = _("%(name)s: you will get no more texts from us.") % {"name": sender_name()}
    return parts.plain(words)


def longest(body: str, gateway: Gateway | None, language: str) -> parts.Size:
    """Size of a message to somebody with a first name of usual length."""
    return parts.size(whole(body, gateway, language=language, first_name="x" * _NAMELESS))
