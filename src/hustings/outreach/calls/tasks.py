"""Call lists are filled in the background, and again as people come and go."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.jobs import retries
from hustings.outreach.calls import claims, clock, filling
from hustings.outreach.calls.models import CallList


@jobs.label(_("Fill a call list from its segment"))
@retries(attempts=3)
@task
def fill_list(list_id: int) -> None:
    """Add newcomers, take out those who left or said no."""
    filling.fill(CallList.objects.select_related("segment", "first_segment").get(pk=list_id))


def fill_open() -> None:
    """Fill all call lists that are open, each in a task of its own."""
    for pk in CallList.objects.open().values_list("pk", flat=True):
        fill_list.enqueue(pk)


def lapse() -> None:
    """Give back the contacts of pages that were closed."""
    claims.lapse(clock.now())
