"""Work on own pages for later."""

from django_tasks import task

from hustings.foundation import jobs
from hustings.people.selfservice import answers


@jobs.retries(attempts=8, wait=30)
@task()
def answer_page_request(request_id: int) -> None:
    """Answer one who asked for the link to their page; running it twice sends one mail."""
    answers.answer(request_id)
