"""Forms' background work."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.site.forms.answering import answer_mail
from hustings.site.forms.models import Response
from hustings.site.forms.themes import theme_proposals


@jobs.label(_("Send a form’s thank-you e-mail"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_answer_mail(response_id: int) -> None:
    """Thank one who answered; running it twice sends one mail."""
    found = Response.objects.select_related("questionnaire", "person").filter(pk=response_id).first()
    if found and found.person:  # else erased since
        answer_mail.send(found)


@jobs.label(_("Group open answers by theme"))
@jobs.retries(attempts=5, wait=30)
@task(queue_name="long")
def sort_answers(sorting_id: int) -> None:
    """Propose groups of open answers; running it again starts over."""
    theme_proposals.run(sorting_id, jobs.give_back_if_stopping)
