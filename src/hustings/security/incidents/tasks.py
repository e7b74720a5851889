"""Mails of the shield. Each is sent after its row, in the reader's language, once."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.accounts.tasks import write
from hustings.foundation.jobs import exactly_once
from hustings.security.incidents.bulletin import bulletins, team
from hustings.security.incidents.guards import guard_training, relations
from hustings.security.incidents.hostile_mail.picture import disarmed
from hustings.security.incidents.models import Report
from hustings.security.incidents.sources import mailbox_study


@jobs.label(_("Answer a report of a suspicious e-mail"))
@jobs.retries(attempts=8, wait=5)
@task()
def mail_answer(report_id: int) -> None:
    """Tell a reporter what their message is; running it twice sends one mail."""
    unmailed = Report.objects.filter(pk=report_id, mailed_at=None).select_related("user")
    exactly_once.mail_once(f"incidents.report {report_id}", unmailed, _write_answer)


def _write_answer(report: Report) -> None:
    page = settings.BASE_URL + reverse("incidents:report")
    subject, answer = _disarmed(report.subject, report.answer)
    write(report.user, "incidents/mail/answer.txt", subject=subject, answer=answer, page=page)


def _disarmed(*texts: str) -> list[str]:
    """Text of strangers’ mail: no link of it works, and nobody of the team is named."""
    ours = bulletins.hidden(has_first_names=False)
    return [ours.sub("…", disarmed(each)) for each in texts]


@jobs.label(_("Correct the answer to a report"))
@jobs.retries(attempts=8, wait=30)
@task()
def mail_correction(report_id: int) -> None:
    """Tell a reporter that it is an attack after all; running it twice sends one mail."""
    with exactly_once.once(f"incidents.correction {report_id}") as is_first:
        report = Report.objects.filter(pk=report_id, user__is_active=True).select_related("user").first()
        if is_first and report:
            page = settings.BASE_URL + reverse("incidents:report")
            (subject,) = _disarmed(report.subject)
            write(report.user, "incidents/mail/correction.txt", report=report, subject=subject, page=page)


@jobs.label(_("Notify about incidents to review"))
@jobs.retries(attempts=8, wait=30)
@task()
def mail_waiting(user_id: int, at: str) -> None:
    """Tell somebody who guards mail that something waits; one mail for each moment."""
    _write_once(
        f"incidents.waiting {user_id} {at}", user_id, "incidents/mail/waiting.txt", "incidents:incidents"
    )


@jobs.label(_("Notify about a report without a message"))
@jobs.retries(attempts=4, wait=30)
@task()
def mail_nothing_found(user_id: int, key: str) -> None:
    """Tell somebody that no message was found in what they forwarded."""
    _write_once(f"incidents.nothing {key}", user_id, "incidents/mail/nothing.txt", "incidents:report")


@jobs.label(_("Notify about too many reports"))
@jobs.retries(attempts=4, wait=30)
@task()
def mail_too_many(user_id: int, day: str) -> None:
    """Tell somebody that more was forwarded in their name than is read; one mail a day."""
    _write_once(f"incidents.many {user_id} {day}", user_id, "incidents/mail/many.txt", "incidents:report")


def _write_once(errand: str, user_id: int, template: str, page: str) -> None:
    """A mail that says no more than where to look, to somebody who is still of the team."""
    from hustings.foundation.accounts.models import User

    with exactly_once.once(errand) as is_first:
        user = User.objects.active().filter(pk=user_id).first()
        if is_first and user:
            write(user, template, page=settings.BASE_URL + reverse(page))


@jobs.label(_("Learn who writes to the team"))
@jobs.retries(attempts=50, wait=10)
@task(queue_name="long")
def learn_relations(study_id: int) -> None:
    """Learn who writes to the team; running it again goes on where it stopped."""
    mailbox_study.run(study_id, relations.learn)


@jobs.label(_("Update the recipients of security bulletins"))
@jobs.retries(attempts=5, wait=30)
@task()
def bring_team_up_to_date() -> None:
    """Have those of the team stand at yes to bulletins who are to get them, and nobody else."""
    team.bring_up_to_date()


@jobs.label(_("Train the mail protection"))
@jobs.retries(attempts=5, wait=30)
@task()
def teach_guards() -> None:
    """Learn anew from the opinions that were accepted; nothing where they are as before."""
    guard_training.teach()
