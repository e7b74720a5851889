"""Letters written down in the transaction of what they tell, and queued."""

from typing import Any

from hustings.networks.initiatives.models import Application, Letter
from hustings.networks.initiatives.tasks import send_letter
from hustings.people.persons.models import Person


def tell(application: Application, kind: str, about: Any = "") -> bool:
    """Mail this to the applicant once; whether it was new."""
    return _written(application=application, person=None, kind=kind, about=str(about))


def tell_person(person: Person, kind: str, about: Any) -> bool:
    """The same to somebody who reads or helps."""
    return _written(application=None, person=person, kind=kind, about=str(about))


def _written(**values: Any) -> bool:
    made, is_new = Letter.objects.get_or_create(**values)
    if is_new:
        send_letter.enqueue(made.pk)
    return is_new


def tell_all(applications: list[int], kind: str, about: Any = "") -> None:
    """Write one to each, in few statements; ``tasks.send_round`` mails them."""
    rows = [Letter(application_id=pk, kind=kind, about=str(about)) for pk in applications]
    Letter.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
