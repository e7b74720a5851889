"""Work on operations for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.people.changes.operations import run as operations


@jobs.label(_("Apply a bulk change"))
@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def run_operation(operation_id: int) -> None:
    """Do what is left of a deed on many, or of its undoing; running it again goes on where it stopped."""
    operations.run_operation(operation_id, lambda n: jobs.give_back_if_stopping())
