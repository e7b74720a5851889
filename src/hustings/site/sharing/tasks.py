"""Background work of sharing."""

from django_tasks import task

from hustings.people.persons.models import Person
from hustings.site.sharing import thanks_mail


@task()
def thank(person_id: int) -> None:
    """Thank somebody for those whom they brought, where it is time; running it twice sends one mail."""
    person = Person.objects.filter(pk=person_id).first()
    if person and (thanks := thanks_mail.note(person)):  # else erased since
        thanks_mail.send(thanks)
