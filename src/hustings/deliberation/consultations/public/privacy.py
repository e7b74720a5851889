"""Privacy notice of what a browser keeps for consultations."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, tellers


def _browsers(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["consultations"]:
        words = _(
            "If you take part in a consultation, one cookie lets this browser go on there for 30 days. It "
            "holds the number of your entry. What you type stays in your browser until you send it."
        )
        yield Part.VISITS, words


part = Contribution(tellers(_browsers))
