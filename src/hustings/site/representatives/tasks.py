"""Work on representatives for later."""

from django_tasks import task

from hustings.foundation import jobs
from hustings.site.representatives import file_run, mails
from hustings.site.representatives.models import ContactAttempt


@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def run_representative_import(import_id: int) -> None:
    """Do what is left of a file, or of its undoing; running it again goes on where it stopped."""
    file_run.run(import_id, lambda n: jobs.give_back_if_stopping())


@jobs.retries(attempts=8, wait=60)
@task()
def send_letter(approach_id: int) -> None:
    """Mail one letter that was claimed; running it twice sends one mail."""
    found = ContactAttempt.objects.filter(pk=approach_id).first()
    if found:  # else taken back since, or erased
        mails.send_letter(found)
