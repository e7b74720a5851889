"""Work on sign-ups for later."""

from django_tasks import task

from hustings.foundation import jobs
from hustings.people.signups import confirmation_mail
from hustings.people.signups.models import SignUp


@jobs.retries(attempts=8, wait=30)
@task()
def send_sign_up_mail(sign_up_id: int) -> None:
    """Mail the link of one sign-up; running it twice sends one mail."""
    if sign_up := SignUp.objects.filter(pk=sign_up_id).first():  # gone: erased since
        confirmation_mail.send(sign_up)
