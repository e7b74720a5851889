"""How belonging together reads on a timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people import timeline

Data = Mapping[str, Any]


def _joined(data: Data) -> str:
    if data.get("role"):
        return str(_("Belongs to “%(organisation)s”: %(role)s") % data)
    return str(_("Belongs to “%(organisation)s”") % data)


def _plain(text: Any) -> timeline.Sentence:
    return lambda data: str(text)


def register() -> None:
    """Called once, when the app is ready."""
    timeline.register("person.organisation_joined", _joined)
    timeline.register(
        "person.organisation_left",
        lambda data: str(_("No longer belongs to “%(organisation)s”") % data),
    )
    timeline.register("person.household_joined", _plain(gettext_lazy("Joined a household")))
    timeline.register("person.household_left", _plain(gettext_lazy("Left the household")))
    timeline.register("person.recruiter_set", _plain(gettext_lazy("Who brought them was written down")))
    timeline.register("person.recruiter_cleared", _plain(gettext_lazy("Who brought them was taken back")))
