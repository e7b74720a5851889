"""Work on imports for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.people.imports.run import execution
from hustings.people.imports.source import distinct_values


@jobs.label(_("Check an import file"))
@jobs.retries(attempts=5, wait=30)
@task(queue_name="long")
def check_import(import_id: int) -> None:
    """Say of each line of a file what an import would do; running it again starts over."""
    execution.check_import(import_id, lambda n: jobs.give_back_if_stopping())


@jobs.label(_("Read the columns of an import file"))
@jobs.retries(attempts=5, wait=30)
@task(queue_name="long")
def survey_import(import_id: int) -> None:
    """Count the values in each column of a file; running it again starts over."""
    distinct_values.survey(import_id, lambda n: jobs.give_back_if_stopping())


@jobs.label(_("Import people"))
@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def run_import(import_id: int) -> None:
    """Write what is left of an import; running it again goes on where it stopped."""
    execution.run_import(import_id, lambda n: jobs.give_back_if_stopping())
