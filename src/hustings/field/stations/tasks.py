"""Work on results of polling stations for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.stations.ranking import scoring
from hustings.field.stations.results import reading, undoing
from hustings.foundation import jobs


@jobs.label(_("Import election results"))
@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def read_results(file_id: int) -> None:
    """Read what is left of a file of results; running it again goes on where it stopped."""
    reading.read(file_id, lambda n: jobs.give_back_if_stopping())


@jobs.label(_("Undo an import of election results"))
@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def undo_results(file_id: int) -> None:
    """Take back what is left of a file of results; running it again goes on where it stopped."""
    undoing.undo(file_id, lambda n: jobs.give_back_if_stopping())


@jobs.label(_("Rank polling stations"))
@jobs.retries(attempts=5, wait=30)
@task(queue_name="long")
def rank_stations(ranking_id: int) -> None:
    """Rank the stations of a territory; running it again ranks them anew."""
    scoring.score(ranking_id)
