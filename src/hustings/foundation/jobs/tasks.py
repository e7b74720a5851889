"""The task behind each scheduled job."""

from django_tasks import task

from hustings.foundation.jobs import schedule
from hustings.foundation.jobs.retry_policies import retries


@retries(attempts=3, wait=60)
@task()
def run_job(name: str) -> None:
    """Run one scheduled job; one that this version no longer knows is left out."""
    if job := schedule.jobs.find(name):
        job.run()
