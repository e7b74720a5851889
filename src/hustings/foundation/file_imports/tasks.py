"""Work on files of lines for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.file_imports import run


@jobs.label(_("Import a list from a file"))
@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def run_file_import(import_id: int) -> None:
    """Do what is left of a file, or of its undoing; running it again goes on where it stopped."""
    run.run(import_id, lambda n: jobs.give_back_if_stopping())
