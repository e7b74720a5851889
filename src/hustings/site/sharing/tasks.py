"""Background work of sharing."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.people.persons.models import Person
from hustings.site.sharing import thanks_mail


@jobs.label(_("Thank a supporter for a referral"))
@task()
def thank(person_id: int) -> None:
    """Thank somebody for those whom they brought, where it is time; running it twice sends one mail."""
    person = Person.objects.filter(pk=person_id).first()
    if person and (thanks := thanks_mail.note(person)):  # else erased since
        thanks_mail.send(thanks)
