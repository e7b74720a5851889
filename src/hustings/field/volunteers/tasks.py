"""Mails on tasks, for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.volunteers import mails
from hustings.foundation import jobs


@jobs.label(_("Ask a volunteer for a task"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_ask(pk: int) -> None:
    """Mail one question; running it twice sends one mail."""
    mails.send_ask(pk)


@jobs.label(_("Thank a volunteer"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_thanks(pk: int) -> None:
    """Mail one thanks; running it twice sends one mail."""
    mails.send_thanks(pk)
