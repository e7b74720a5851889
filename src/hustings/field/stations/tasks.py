"""Work on rankings of polling stations for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.stations.ranking import scoring
from hustings.foundation import jobs


@jobs.label(_("Rank polling stations"))
@jobs.retries(attempts=5, wait=30)
@task(queue_name="long")
def rank_stations(ranking_id: int) -> None:
    """Rank the stations of a territory; running it again ranks them anew."""
    scoring.score(ranking_id)
