"""Readers of a consultation: somebody recognised, somebody whose mail isn't confirmed yet, or anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from hustings.deliberation.consultations import actions
from hustings.deliberation.consultations.models import Consultation, Entry, Participant, Shown
from hustings.deliberation.consultations.public import entry_cookies
from hustings.foundation.lib.web import live_fragments
from hustings.people.persons.models import Email
from hustings.people.signups import recognition
from hustings.people.signups.public_forms import embeds
from hustings.people.signups.recognition import Known

_FOUND = "_consultation_readers"  # on a request


@dataclass
class Reader:
    """Whoever reads: ``known`` with a proven mailbox, or with an ``entry`` that waits, or neither."""

    consultation: Consultation
    known: Known | None = None
    participant: Participant | None = None
    entry: Entry | None = None

    @property
    def is_barred(self) -> bool:
        return bool(self.participant and self.participant.barred_at)

    @property
    def key(self) -> str:
        """A name for this reader that says nothing of them; empty for anybody."""
        if self.participant:
            return f"p{self.participant.pk}"
        return f"e{self.entry.pk}" if self.entry else ""

    @cached_property
    def may_read(self) -> bool:
        """Everybody, or those who are recognised and on the roll still."""
        if self.consultation.roll is None:
            return True
        return self.known is not None and self.consultation.invites(self.known.person)

    def voice(self, shown: str = Shown.PSEUDONYM) -> Participant:
        """The participant, made now where they have done nothing so far. Raises Barred, NotInvited."""
        assert self.known
        email = self.known.email
        self.participant = actions.take_part(
            consultation=self.consultation, person=email.person, key=email.key, shown=shown
        )
        return self.participant

    @property
    def waiting_votes(self) -> Mapping[int, str]:
        """Version -> what they said of it, of votes that wait for their mail."""
        acts = self.entry.acts if self.entry else []
        return {int(act["version"]): act["choice"] for act in acts if act.get("act") == "vote"}

    @property
    def waiting_texts(self) -> list[Mapping[str, Any]]:
        """Texts of theirs that wait for their mail."""
        acts = self.entry.acts if self.entry else []
        return [act for act in acts if act.get("act") == "post"]


def of(request: HttpRequest, consultation: Consultation) -> Reader:
    """The reader of this request; asks nothing of a browser without a cookie."""
    known: dict[int, Reader] = request.__dict__.setdefault(_FOUND, {})
    if consultation.pk not in known:
        known[consultation.pk] = _find(request, consultation)
    return known[consultation.pk]


def _find(request: HttpRequest, consultation: Consultation) -> Reader:
    if not request.COOKIES or embeds.of(request) or recognition.is_from_outside(request):
        return Reader(consultation)
    known = recognition.of(request)
    if known and known.email.status != Email.Status.CONFIRMED:
        known = None
    kept = entry_cookies.read(request).get(consultation.pk)
    entry = _entry(consultation, kept.entry) if kept and known is None else None
    if entry and entry.confirmed_at and kept and kept.is_proven:
        known = _proven(entry)
    if known:
        live_fragments.for_one(request)
        voice = Participant.standing_for(consultation, known.person, known.email.key)
        return Reader(consultation, known, voice)
    if entry and entry.confirmed_at is None:
        live_fragments.for_one(request)
        return Reader(consultation, entry=entry)
    return Reader(consultation)


def _entry(consultation: Consultation, pk: int) -> Entry | None:
    return Entry.objects.filter(consultation=consultation, pk=pk, withdrawn_at=None).first()


def _proven(entry: Entry) -> Known | None:
    """Whoever confirmed it, in the browser that sent it and followed its link."""
    found = Email.objects.select_related("person").filter(person=entry.person_id, key=entry.key).first()
    if found is None or found.status != Email.Status.CONFIRMED:
        return None
    return Known(found, f"c{entry.pk}")
