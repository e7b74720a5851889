"""Answers on four statements in the open data, under the numbers that votes have."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from hustings.deliberation.consultations.models import Consultation
from hustings.deliberation.open_data.tables import Table, walked
from hustings.deliberation.open_data.voters import Voters
from hustings.deliberation.opinions.models import FourAnswer


def _answers(consultation: Consultation) -> Iterator[list[Any]]:
    voters = Voters(consultation)
    for each in walked(FourAnswer.objects.counted().filter(phase__consultation=consultation)):
        yield [
            voters[each.participant_id], each.phase_id, " ".join(map(str, each.shown)), each.best_id,
            each.worst_id, timezone.localdate(each.answered_at),
        ]  # fmt: skip


FOURS = Table("best_and_worst", ("voter", "step", "shown", "best", "worst", "day"), _answers)
