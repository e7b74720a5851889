"""Work on submissions for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.people.signups import confirmation_mail, kinds


@jobs.label(_("Send a confirmation link"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_link(kind: str, pk: int) -> None:
    """Mail the link of one submission; running it twice sends one mail."""
    confirmation_mail.send(kinds.named(kind), pk)


@jobs.label(_("Report an action from a remembered device"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_notice(kind: str, pk: int) -> None:
    """Tell the mailbox that a remembered device did something in its name; twice sends one mail."""
    confirmation_mail.send_notice(kinds.named(kind), pk)
