"""Work on consultations for later: checks and mails."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.deliberation.consultations import grouping_mails
from hustings.deliberation.consultations.public import source_checks
from hustings.foundation import jobs


@jobs.label(_("Check the link of a source"))
@jobs.retries(attempts=2, wait=600)
@task()
def check_source(pk: int) -> None:
    """Look at the address of one source; running it twice notes the later look."""
    source_checks.check(pk)


@jobs.label(_("Tell those who voted about a group of duplicates"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell_voters(pk: int) -> None:
    """Queue a mail to each voter of a group that still stands; running it twice sends each one mail."""
    for mail in grouping_mails.begin_grouping(pk):
        tell_voter.enqueue(mail)


@jobs.label(_("Tell a voter about a group of duplicates"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell_voter(pk: int) -> None:
    grouping_mails.tell_voter(pk)
