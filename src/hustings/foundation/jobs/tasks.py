"""The task behind each scheduled job."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation.jobs import schedule
from hustings.foundation.jobs.labels import label
from hustings.foundation.jobs.retry_policies import retries


@label(_("Run a scheduled job"))
@retries(attempts=3, wait=60)
@task()
def run_job(name: str) -> None:
    """Run one scheduled job; one that this version no longer knows is left out."""
    if job := schedule.jobs.find(name):
        job.run()
