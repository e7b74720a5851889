"""Numbers of voters: no contribution bears one, so votes stay secret even of those who wrote by name."""

import hashlib
import hmac

from django.conf import settings
from django.db.models import F, OuterRef, Subquery

from hustings.deliberation.consultations.models import Consultation, Participant


def voter(participant: int) -> str:
    """Number of a voter in open data: the same in all tables of votes, and found in no other."""
    key = hashlib.sha256(f"consultations.voter {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, str(participant).encode(), hashlib.sha256).hexdigest()[:16]


class Voters(dict[int, str]):
    """Numbers by participant: all addresses of one person stand under that of the first."""

    def __init__(self, consultation: Consultation) -> None:
        super().__init__()
        same = Participant.objects.filter(consultation=consultation, person=OuterRef("person"))
        rows = consultation.participants.annotate(first=Subquery(same.order_by("pk").values("pk")[:1]))
        self._first = dict(rows.filter(pk__gt=F("first")).values_list("pk", "first"))

    def __missing__(self, participant: int) -> str:
        self[participant] = voter(self._first.get(participant, participant))
        return self[participant]
