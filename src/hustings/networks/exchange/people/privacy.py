"""Privacy notice of the exchange."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.networks.exchange.models import Member


def _exchange(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["exchange"]:
        words = _(
            "In the exchange: what you ask for and offer, your organisation, city, languages and when you are"
            " free, to find who can help whom. Everybody reads your asks and offers, with your organisation."
        )
        yield Part.WHY, words
        words = _("Your e-mail address is given to another member only once you both said yes to each other.")
        yield Part.WHO, words
        words = _(
            "E-mails of the exchange are deleted from our records after 90 days. If you erase your data, your"
            " asks, offers and endorsements go, too."
        )
        yield Part.HOW_LONG, words


part = Contribution(uses(Use("exchange", lambda: Member.objects.live())), tellers(_exchange))
