"""Mails of registrations, for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.registrations import notice_mails
from hustings.foundation import jobs


@jobs.label(_("Send an e-mail about a registration"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_notice(pk: int) -> None:
    """Mail one notice; running it twice sends one mail."""
    notice_mails.send(pk)
