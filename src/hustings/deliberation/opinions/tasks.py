"""Maps, for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.deliberation.consultations.models import Phase
from hustings.deliberation.opinions import drawing, scoring
from hustings.foundation import jobs


@jobs.label(_("Draw an opinion map"))
@jobs.retries(attempts=3, wait=60)
@task()
def draw_map(pk: int) -> None:
    """Draw the map of a step; running it twice draws one."""
    phase = Phase.objects.select_related("consultation").filter(pk=pk).first()
    if phase:
        drawing.draw(phase)


@jobs.label(_("Score statements by best and worst of four"))
@jobs.retries(attempts=3, wait=60)
@task()
def score_fours(pk: int) -> None:
    """Score the statements of a step anew; running it twice changes nothing."""
    phase = Phase.objects.filter(pk=pk).first()
    if phase:
        scoring.score(phase)


def draw_due() -> None:
    """Queue a task for each step whose votes or answers have changed enough."""
    for pk in scoring.due():
        jobs.enqueue_once(score_fours, f"opinions.fours {pk}", pk)
    for phase in drawing.due():
        jobs.enqueue_once(draw_map, f"opinions.map {phase.pk}", phase.pk)
