"""Mails of the shield. Each is sent after its row, in the reader's language, once."""

from django.conf import settings
from django.urls import reverse
from django_tasks import task

from hustings import jobs
from hustings.accounts.tasks import write
from hustings.jobs import errands
from hustings.shield.models import Report


@jobs.retries(attempts=8, wait=5)
@task()
def mail_answer(report_id: int) -> None:
    """Tell a reporter what their message is; running it twice sends one mail."""
    unmailed = Report.objects.filter(pk=report_id, mailed_at=None).select_related("user")
    errands.mail_once(f"shield.report {report_id}", unmailed, _write_answer)


def _write_answer(report: Report) -> None:
    page = settings.BASE_URL + reverse("shield:report")
    write(report.user, "shield/mail/answer.txt", report=report, page=page)


@jobs.retries(attempts=4, wait=30)
@task()
def mail_nothing_found(user_id: int, key: str) -> None:
    """Tell somebody that no message was found in what they forwarded."""
    from hustings.accounts.models import User

    with errands.once(f"shield.nothing {key}") as is_first:
        user = User.objects.active().filter(pk=user_id).first()
        if is_first and user:
            write(user, "shield/mail/nothing.txt", page=settings.BASE_URL + reverse("shield:report"))
