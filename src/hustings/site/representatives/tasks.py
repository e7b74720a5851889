"""Work on representatives for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.site.representatives import mails
from hustings.site.representatives.models import ContactAttempt


@jobs.label(_("Send a letter to a representative"))
@jobs.retries(attempts=8, wait=60)
@task()
def send_letter(approach_id: int) -> None:
    """Mail one letter that was claimed; running it twice sends one mail."""
    found = ContactAttempt.objects.filter(pk=approach_id).first()
    if found:  # else taken back since, or erased
        mails.send_letter(found)
