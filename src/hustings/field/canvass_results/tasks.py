"""Background work of results at the doors."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.canvass_results import grouping
from hustings.foundation import jobs


@jobs.label(_("Group answers from the doors by theme"))
@jobs.retries(attempts=5, wait=30)
@task(queue_name="long")
def group_answers(grouping_id: int) -> None:
    """Group open answers; running it again starts over."""
    grouping.run(grouping_id, jobs.give_back_if_stopping)
