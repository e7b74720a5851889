"""Work on files of addresses for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.addresses.files import run
from hustings.foundation import jobs


@jobs.label(_("Import addresses"))
@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def run_address_file(file_id: int) -> None:
    """Do what is left of a file; running it again goes on where it stopped."""
    run.run(file_id, lambda n: jobs.give_back_if_stopping())
