"""Work on syntheses for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.deliberation.syntheses import proposed
from hustings.foundation import jobs


@jobs.label(_("Group contributions that are alike"))
@jobs.retries(attempts=5, wait=30)
@task(queue_name="long")
def propose(pk: int) -> None:
    """Propose groups of contributions; running it again starts over."""
    proposed.run(pk, jobs.give_back_if_stopping)
