"""Work on own pages for later."""

from django_tasks import task

from hustings import jobs
from hustings.people.own_page import answering


@jobs.retries(attempts=8, wait=30)
@task()
def answer_page_request(request_id: int) -> None:
    """Answer one who asked for the link to their page; running it twice sends one mail."""
    answering.answer(request_id)
