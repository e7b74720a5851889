"""Privacy notice of calls."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses
from hustings.outreach.calls.models import CallList


def _calls(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["calls"]:
        words = _(
            "Your number, to call you about the campaign unless you object. A caller sees it only while it"
            " is their turn to call you. We keep the outcome and what you tell us."
        )
        yield Part.WHY, words


part = Contribution(uses(Use("calls", lambda: CallList.objects.exclude(started_at=None))), tellers(_calls))
