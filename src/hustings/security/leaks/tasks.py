"""Work on cases for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.security.incidents.sources import mailbox_study
from hustings.security.leaks import dump_reader, mail_index
from hustings.security.leaks.models import Case


@jobs.label(_("Read a leaked file"))
@jobs.retries(attempts=50, wait=10)
@task(queue_name="long")
def read_case(case_id: int) -> None:
    """Read what is left of a dump; running it again goes on where it stopped."""
    case = Case.objects.live().filter(pk=case_id, finished_at=None, failed_at=None).first()
    if case:
        dump_reader.read(case, jobs.turns())


@jobs.label(_("Index our own mail"))
@jobs.retries(attempts=50, wait=10)
@task(queue_name="long")
def index_own(study_id: int) -> None:
    """Make the index of our own mail; running it again goes on where it stopped."""
    mailbox_study.run(study_id, mail_index.make)


@jobs.label(_("Delete the files of a leak"))
@jobs.retries(attempts=20, wait=10)
@task()
def remove_case(case_id: int) -> None:
    """Delete the folder of a case that was deleted; twice does no harm."""
    if case := Case.objects.exclude(deleted_at=None).filter(pk=case_id).first():
        dump_reader.remove(case)
