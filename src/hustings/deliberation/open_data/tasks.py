"""Work on imports of contributions for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.deliberation.open_data.files import run
from hustings.foundation import jobs


@jobs.label(_("Import contributions"))
@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def run_contribution_import(import_id: int) -> None:
    """Write an import or undo it; running it again starts over where nothing was done."""
    run.run(import_id, jobs.give_back_if_stopping)
