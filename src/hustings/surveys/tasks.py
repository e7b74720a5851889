"""Forms' background work."""

from django_tasks import task

from hustings import jobs
from hustings.surveys import answer_mail
from hustings.surveys.models import Response


@jobs.retries(attempts=8, wait=30)
@task()
def send_answer_mail(response_id: int) -> None:
    """Thank one who answered; running it twice sends one mail."""
    found = Response.objects.select_related("questionnaire", "person").filter(pk=response_id).first()
    if found and found.person:  # else erased since
        answer_mail.send(found)
