"""Plans are cut in the background."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.turfs import division
from hustings.field.turfs.models import Plan
from hustings.foundation import jobs
from hustings.foundation.jobs import retries


@jobs.label(_("Cut an area into turfs"))
@retries(attempts=3)
@task
def cut_plan(plan_id: int) -> None:
    """Cut one plan; one that was deleted is left alone."""
    if plan := Plan.objects.select_related("zone").filter(pk=plan_id).first():
        division.divide(plan)
