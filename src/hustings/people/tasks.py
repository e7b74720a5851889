"""Work on people for later."""

from django_tasks import task

from hustings import jobs
from hustings.people import sign_up_mail
from hustings.people.importing import distinct, running
from hustings.people.models import SignUp
from hustings.people.operations import running as operations
from hustings.people.own_page import answering


@jobs.retries(attempts=8, wait=30)
@task()
def send_sign_up_mail(sign_up_id: int) -> None:
    """Mail the link of one sign-up; running it twice sends one mail."""
    if sign_up := SignUp.objects.filter(pk=sign_up_id).first():  # gone: erased since
        sign_up_mail.send(sign_up)


@jobs.retries(attempts=8, wait=30)
@task()
def answer_page_request(request_id: int) -> None:
    """Answer one who asked for the link to their page; running it twice sends one mail."""
    answering.answer(request_id)


@jobs.retries(attempts=5, wait=30)
@task(queue_name="long")
def check_import(import_id: int) -> None:
    """Say of each line of a file what an import would do; running it again starts over."""
    running.check_import(import_id, lambda n: jobs.give_back_if_stopping())


@jobs.retries(attempts=5, wait=30)
@task(queue_name="long")
def survey_import(import_id: int) -> None:
    """Count the values in each column of a file; running it again starts over."""
    distinct.survey(import_id, lambda n: jobs.give_back_if_stopping())


@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def run_import(import_id: int) -> None:
    """Write what is left of an import; running it again goes on where it stopped."""
    running.run_import(import_id, lambda n: jobs.give_back_if_stopping())


@jobs.retries(attempts=20, wait=30)
@task(queue_name="long")
def run_operation(operation_id: int) -> None:
    """Do what is left of a deed on many, or of its undoing; running it again goes on where it stopped."""
    operations.run_operation(operation_id, lambda n: jobs.give_back_if_stopping())
