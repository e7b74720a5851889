"""Maps, for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.deliberation.consultations.models import Phase
from hustings.deliberation.opinions import drawing
from hustings.foundation import jobs


@jobs.label(_("Draw an opinion map"))
@jobs.retries(attempts=3, wait=60)
@task()
def draw_map(pk: int) -> None:
    """Draw the map of a step; running it twice draws one."""
    phase = Phase.objects.select_related("consultation").filter(pk=pk).first()
    if phase:
        drawing.draw(phase)


def draw_due() -> None:
    """Queue a task for each step whose votes have changed enough."""
    for phase in drawing.due():
        jobs.enqueue_once(draw_map, f"opinions.map {phase.pk}", phase.pk)
