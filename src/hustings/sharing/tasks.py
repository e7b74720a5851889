"""Background work of sharing."""

from django_tasks import task

from hustings.people.models import Person
from hustings.sharing import thanking


@task()
def thank(person_id: int) -> None:
    """Thank somebody for those whom they brought, where it is time; running it twice sends one mail."""
    person = Person.objects.filter(pk=person_id).first()
    if person and (thanks := thanking.note(person)):  # else erased since
        thanking.send(thanks)
