"""People who take part in consultations, for the tests of segments."""

from collections.abc import Sequence
from typing import Any

from hustings.deliberation.consultations.models import Consultation, Participant
from hustings.people.persons.models import Person

TOOK_PART: set[tuple[int, int]] = set()
NOT = {"consultation not_took_part": "consultation took_part"}


def fill(people: Sequence[Person]) -> None:
    """Two of them; of the first, one participant is barred, and one is nobody any more."""
    for at, title in enumerate(["Water", "Trains"]):
        consultation = Consultation.objects.create(titles={"en": title})
        Participant.objects.bulk_create(
            Participant(
                consultation=consultation, person=person, mailbox=f"p{n}@example.org", number=n + 1,
                pseudonym=f"Participant {n}", barred_at=person.created_at if n == 6 else None,
            )
            for n, person in enumerate(people) if n % (3 + at) == 0
        )  # fmt: skip
        Participant.objects.create(consultation=consultation, number=99, pseudonym="Gone")


def read() -> None:
    """Read once who takes part in which: nothing leads from a person there."""
    TOOK_PART.clear()
    TOOK_PART.update(Participant.objects.filter(person__isnull=False).values_list("consultation", "person"))


def took_part(person: Any, consultation: int) -> bool:
    """Whether they are among those read."""
    return (consultation, person.pk) in TOOK_PART
