"""The task that counts the figures of a record, which needs more than tasks may."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.deliberation.consultations.hq import figures
from hustings.deliberation.consultations.models import Consultation
from hustings.foundation import jobs


@jobs.label(_("Count the figures of a consultation"))
@jobs.retries(attempts=2, wait=60)
@task(queue_name="long")
def count(pk: int) -> None:
    """Count what the record shows; twice counts twice."""
    if found := Consultation.objects.filter(pk=pk).first():
        figures.count(found)


def ask(pk: int) -> None:
    """Have them counted, unless that waits or runs."""
    jobs.enqueue_once(count, f"consultation-figures-{pk}", pk)
