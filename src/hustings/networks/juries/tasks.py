"""Work on rounds that is too long for a request."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.networks.initiatives.refusals import NotReady
from hustings.networks.juries import assignment, ranking
from hustings.networks.juries.models import Run


@jobs.label(_("Assign applications to jurors"))
@jobs.retries(attempts=3, wait=30)
@task(queue_name="long")
def assign(pk: int) -> None:
    """Give a round's applications to its jurors; running it twice assigns once."""
    if run := Run.objects.filter(pk=pk, done_at=None).select_related("round").first():
        try:
            assignment.assign(run.round, run)
        except NotReady:  # what was there when it was asked for has gone
            run.end(is_refused=True)


@jobs.label(_("Count the marks of a jury"))
@jobs.retries(attempts=3, wait=30)
@task(queue_name="long")
def count(pk: int) -> None:
    """Count a round's marks; running it twice writes the same places."""
    if run := Run.objects.filter(pk=pk, done_at=None).select_related("round").first():
        try:
            ranking.rank(run.round, run)
        except NotReady:
            run.end(is_refused=True)
