"""Marks that somebody wants no calls, no visits or no mail: since when, and written down by whom."""

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.people.persons import change_log
from hustings.people.persons.do_not_contact import MARKS
from hustings.people.persons.models import Person


@transaction.atomic
def set_mark(*, person: Person, mark: str, is_set: bool, user: User | None = None) -> bool:
    """Set or clear one of MARKS, and whether that changed anything; one that is set keeps its day."""
    if mark not in MARKS:
        raise TypeError(f"set_mark() knows no {mark}")
    now = Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    before = getattr(now, mark)
    if (before is not None) == is_set:
        return False
    value = timezone.now() if is_set else None
    Person.objects.filter(pk=person.pk).update(**{mark: value, "updated_at": timezone.now()})
    setattr(person, mark, value)
    person.log("person.changed", user=user, changes=[change_log.column(mark, before, value)])
    return True
