"""How belonging together reads on a timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Contribution
from hustings.people.persons import timeline

Data = Mapping[str, Any]


def _joined(data: Data) -> str:
    if data.get("role"):
        return str(_("Joined “%(organisation)s”: %(role)s") % data)
    return str(_("Joined “%(organisation)s”") % data)


def _plain(text: Any) -> timeline.Says:
    return lambda data: str(text)


part = Contribution(
    timeline.sentences(
        timeline.Sentence("person.organisation_joined", _joined),
        timeline.Sentence("person.organisation_left", lambda data: str(_("Left “%(organisation)s”") % data)),
        timeline.Sentence("person.household_joined", _plain(gettext_lazy("Joined a household"))),
        timeline.Sentence("person.household_left", _plain(gettext_lazy("Left the household"))),
        timeline.Sentence("person.recruiter_set", _plain(gettext_lazy("Referrer recorded"))),
        timeline.Sentence("person.recruiter_cleared", _plain(gettext_lazy("Referrer removed"))),
    ),
)
