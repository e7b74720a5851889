"""Work on own pages for later."""

from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.people.selfservice import answers


@jobs.label(_("Send the link to someone’s own page"))
@jobs.retries(attempts=8, wait=30)
@task()
def answer_page_request(request_id: int) -> None:
    """Answer one who asked for the link to their page; running it twice sends one mail."""
    answers.answer(request_id)
