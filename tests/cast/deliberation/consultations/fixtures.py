"""A consultation that is open, voices, and what they write and vote."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from hustings.deliberation.consultations import actions, similar
from hustings.deliberation.consultations.models import (
    Consultation,
    Entry,
    Item,
    ItemKind,
    Kind,
    Participant,
    Phase,
)
from hustings.people.persons.models import Email, Person
from mailguard.identifiers import addresses
from tests.cast.people import submissions


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Indexes of texts in memory, gone: numbers of rows come again in the next test."""
    monkeypatch.setattr(similar, "_indexes", {})


def opened(*, kind: str = Kind.DEBATE, days: float = 20, **more: Any) -> Phase:
    """An open step of a consultation that is shown."""
    now = timezone.now()
    made = Consultation.objects.create(titles={"fr": "L’eau", "en": "Water"}, shown_at=now)
    return Phase.objects.create(
        consultation=made, kind=kind, titles={"fr": "Débat", "en": "Debate"},
        starts_at=now - dt.timedelta(days=1), ends_at=now + dt.timedelta(days=days), **more,
    )  # fmt: skip


def person(address: str) -> Person:
    """Somebody with a confirmed address."""
    read = addresses.read(address)
    made = Person.objects.create(given_name=address.split("@")[0].title())
    Email.objects.create(person=made, address=address, key=read.key, status=Email.Status.CONFIRMED)
    return made


def voice(phase: Phase, address: str, **more: Any) -> Participant:
    """Somebody who takes part."""
    found = person(address)
    return actions.take_part(
        consultation=phase.consultation, person=found, key=addresses.read(address).key, **more
    )


def written(phase: Phase, who: Participant, text: str = "Repair the pipes", **more: Any) -> Item:
    """A contribution, or another item by ``kind``."""
    return actions.post(participant=who, phase=phase, **{"kind": ItemKind.CONTRIBUTION, "text": text, **more})


def entered(phase: Phase, address: str, acts: list[dict[str, Any]], *, confirm: bool = True) -> Entry:
    """A visitor's first acts, confirmed unless told otherwise."""
    typed = Entry.typed(
        consultation=phase.consultation, address=addresses.read(address), acts=acts, given_name="Charlie",
        language="fr", source="/fr/", consents={},
    )  # fmt: skip
    made = actions.enter(entry=typed)
    assert made
    found: Entry = submissions.confirm(made) if confirm else made
    return found


def counted(item: Item) -> tuple[int, int, int, int]:
    """Counters of the version that stands: agree, mixed, disagree, pass."""
    item.refresh_from_db()
    found = item.version
    assert found
    return found.n_agree, found.n_mixed, found.n_disagree, found.n_pass
