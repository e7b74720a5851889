"""The letters of a sequence are approved together."""

from django.urls import reverse

from hustings.outreach.automations.models import Sequence
from hustings.outreach.review.approvals.bundles import Bundle


def of(mailing: int) -> Bundle | None:
    sequence = Sequence.of_letter(mailing)
    if sequence is None:
        return None
    url = reverse("automations:sequence", args=[sequence.pk]) + "#approval"
    letters = sequence.steps.exclude(mailing=None).values_list("mailing", flat=True)
    return Bundle(str(sequence), url, frozenset(letters))
