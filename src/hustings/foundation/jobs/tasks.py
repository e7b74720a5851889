"""The task behind each scheduled deed."""

from django_tasks import task

from hustings.foundation.jobs import schedule
from hustings.foundation.jobs.retry_policies import retries


@retries(attempts=3, wait=60)
@task()
def run_deed(name: str) -> None:
    """Run one scheduled deed; one that this version no longer knows is left out."""
    if deed := schedule.jobs.find(name):
        deed.run()
