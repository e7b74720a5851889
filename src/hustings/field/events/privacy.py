"""Privacy notice of personal calendars."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.field.events.models import PersonalCalendar
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses


def _calendars(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["personal_calendars"]:
        words = _(
            "A calendar of your own, if you make one: we keep a digest of its address, so that it shows the"
            " events you come to, until you revoke it."
        )
        yield Part.WHY, words


part = Contribution(
    uses(Use("personal_calendars", lambda: PersonalCalendar.objects.live())),
    tellers(_calendars),
)
