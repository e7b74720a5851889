"""Privacy notice of text messages."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.outreach.text_messages.models import Gateway


def _texts(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["texts"]:
        yield (
            Part.WHY,
            _("Your mobile number, to send you text messages if you agreed, until you reply STOP."),
        )
        yield (
            Part.WHO,
            _("Our text messages are sent through a provider, which sees your number and the text."),
        )


part = Contribution(uses(Use("texts", lambda: Gateway.objects.on())), tellers(_texts))
