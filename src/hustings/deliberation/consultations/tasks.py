"""Work on consultations for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.deliberation.consultations import source_checks
from hustings.foundation import jobs


@jobs.label(_("Check the link of a source"))
@jobs.retries(attempts=2, wait=600)
@task()
def check_source(pk: int) -> None:
    """Look at the address of one source; running it twice notes the later look."""
    source_checks.check(pk)
