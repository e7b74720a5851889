"""Work on consultations for later: checks and mails."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.deliberation.consultations.announcements import sending, spreading
from hustings.deliberation.consultations.public import source_checks
from hustings.foundation import jobs


@jobs.label(_("Check the link of a source"))
@jobs.retries(attempts=2, wait=600)
@task()
def check_source(pk: int) -> None:
    """Look at the address of one source; running it twice notes the later look."""
    source_checks.check(pk)


@jobs.label(_("Prepare e-mails about a consultation"))
@jobs.retries(attempts=8, wait=30)
@task(queue_name="long")
def spread(pk: int) -> None:
    """Write a row for each of those who are told of an announcement; goes on where it was, twice is once."""
    spreading.spread(pk, send.enqueue, jobs.turns())


@jobs.label(_("Send e-mails about a consultation"))
@jobs.retries(attempts=8, wait=60)
@task()
def send(pk: int, after: int, upto: int) -> None:
    """Mail the voices of a portion, each once; those whom silence keeps from it, in another task."""
    if at := sending.send(pk, after, upto, jobs.give_back_if_stopping):
        send.using(run_after=at).enqueue(pk, after, upto)
