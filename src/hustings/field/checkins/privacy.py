"""Privacy notice of check-ins."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.field.checkins.models import CheckIn
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses


def _entries(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["check_ins"]:
        words = _(
            "The time and door of your entry to an event: to let each ticket in once and to know how many"
            " came. Your ticket and the phones at the doors hold no name."
        )
        yield Part.WHY, words


part = Contribution(uses(Use("check_ins", lambda: CheckIn.objects.all())), tellers(_entries))
