"""Work of moderation for later: mails to authors."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.deliberation.moderation import mails
from hustings.foundation import jobs


@jobs.label(_("Tell an author about a moderation decision"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell_author(pk: int) -> None:
    """Mail one ruling; running it twice sends one mail."""
    mails.tell_author(pk)
