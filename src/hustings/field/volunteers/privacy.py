"""Privacy notice of volunteers."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hustings.field.volunteers.models import Volunteer
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import Part, Told, Use, tellers, uses


def _volunteers(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["volunteers"]:
        words = _(
            "What you can do, when and how far, the tasks you took up and the hours you gave: to suggest"
            " tasks that suit you and to thank you. Only the organisers of your area see it."
        )
        yield Part.WHY, words


part = Contribution(uses(Use("volunteers", lambda: Volunteer.objects.live())), tellers(_volunteers))
