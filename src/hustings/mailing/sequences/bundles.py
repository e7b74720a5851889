"""The letters of a sequence are approved together."""

from django.urls import reverse

from hustings.mailing.approving.bundles import Bundle
from hustings.mailing.models import Sequence


def of(mailing: int) -> Bundle | None:
    """All letters of the sequence that a mailing is a letter of."""
    sequence = Sequence.of_letter(mailing)
    if sequence is None:
        return None
    url = reverse("mailing:sequence", args=[sequence.pk]) + "#approval"
    letters = sequence.steps.exclude(mailing=None).values_list("mailing", flat=True)
    return Bundle(str(sequence), url, frozenset(letters))
