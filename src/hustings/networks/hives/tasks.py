"""Work on sales that waits for its time."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.jobs import exactly_once
from hustings.networks.hives import closure, mails
from hustings.networks.hives.models import Notice


@jobs.label(_("Close a sale"))
@jobs.retries(attempts=5, wait=30)
@task()
def close_sale(pk: int) -> None:
    """Close it and have everybody told; running it twice closes it once."""
    closure.close(pk)
    send_notices.enqueue(pk)


@jobs.label(_("Tell members and producers about a sale"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_notices(sale: int) -> None:
    """Send all mails of a sale that wait; one that fails is tried again with those after it."""
    failed = None
    for pk in list(Notice.objects.waiting().filter(sale=sale).order_by("pk").values_list("pk", flat=True)):
        try:
            mails.send(pk)
        except (OSError, exactly_once.Busy) as error:  # such as a mail server that is away
            failed = error
        jobs.give_back_if_stopping()
    if failed:
        raise failed
