"""Work on look-alikes for later."""

from django_tasks import task

from hustings import jobs
from hustings.lookouts import asking, searching, telling


@jobs.retries(attempts=50, wait=10)
@task(queue_name="long")
def search_list(list_id: int) -> None:
    """Search a list; running it again goes on where it stopped."""
    searching.run(list_id, jobs.turns())
    telling.of_new()


@jobs.retries(attempts=5, wait=60)
@task()
def plan_questions() -> None:
    """Make questions of the variants of our domains; running it twice makes none twice."""
    asking.plan()
