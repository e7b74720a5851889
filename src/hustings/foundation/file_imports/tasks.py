"""Work on files of lines for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.file_imports import run
from hustings.foundation.file_imports.uploads import run as uploads
from hustings.foundation.file_imports.uploads.kinds import kinds


@jobs.label(_("Import a list from a file"))
@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def run_file_import(import_id: int) -> None:
    """Do what is left of a file, or of its undoing; running it again goes on where it stopped."""
    run.run(import_id, lambda n: jobs.give_back_if_stopping())


@jobs.label(_("Import a large file"))
@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def run_uploaded_file(kind: str, file_id: int) -> None:
    """Do what is left of a file of one kind; running it again goes on where it stopped."""
    if found := kinds.find(kind):
        uploads.run(found, file_id, lambda n: jobs.give_back_if_stopping())
