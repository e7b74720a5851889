"""Work on look-alikes for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.security.lookalikes import dns_checks, list_search, notifications


@jobs.label(_("Search a list for look-alike domains"))
@jobs.retries(attempts=50, wait=10)
@task(queue_name="long")
def search_list(list_id: int) -> None:
    """Search a list; running it again goes on where it stopped."""
    list_search.run(list_id, jobs.turns())
    notifications.of_new()


@jobs.label(_("Prepare look-alike domains to check"))
@jobs.retries(attempts=5, wait=60)
@task()
def plan_questions() -> None:
    """Make questions of the variants of our domains; running it twice makes none twice."""
    dns_checks.plan()
