"""Choices of a vote as buttons say them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.deliberation.consultations.models import Choice
from hustings.deliberation.consultations.models.consultations import Ballot

LABELS: Mapping[str, str | Promise] = {
    Choice.AGREE: pgettext_lazy("vote", "Agree"),
    Choice.MIXED: pgettext_lazy("vote", "Mixed"),
    Choice.DISAGREE: pgettext_lazy("vote", "Disagree"),
    Choice.PASS: pgettext_lazy("vote", "Pass"),
}
SUPPORT = _("Support")


def label(choice: str, ballot: str = Ballot.THREE) -> str | Promise:
    """One choice; where there is but one, it is called support."""
    return SUPPORT if ballot == Ballot.SUPPORT else LABELS[choice]
