"""Work on cases for later."""

from django_tasks import task

from hustings.foundation import jobs
from hustings.security.incidents.sources import mailbox_study
from hustings.security.leaks import dump_reader, mail_index
from hustings.security.leaks.models import Case


@jobs.retries(attempts=50, wait=10)
@task(queue_name="long")
def read_case(case_id: int) -> None:
    """Read what is left of a dump; running it again goes on where it stopped."""
    case = Case.objects.live().filter(pk=case_id, finished_at=None, failed_at=None).first()
    if case:
        dump_reader.read(case, jobs.turns())


@jobs.retries(attempts=50, wait=10)
@task(queue_name="long")
def index_own(study_id: int) -> None:
    """Make the index of our own mail; running it again goes on where it stopped."""
    mailbox_study.run(study_id, mail_index.make)


@jobs.retries(attempts=20, wait=10)
@task()
def remove_case(case_id: int) -> None:
    """Delete the folder of a case that was deleted; twice does no harm."""
    if case := Case.objects.exclude(deleted_at=None).filter(pk=case_id).first():
        dump_reader.remove(case)
