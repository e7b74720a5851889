"""Mails of calls, for later."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.jobs import exactly_once
from hustings.networks.initiatives import letter_mails
from hustings.networks.initiatives.models import Letter

_AT_ONCE = 500
_WAITED = timedelta(minutes=10)


@jobs.label(_("Send a letter of a call"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_letter(pk: int) -> None:
    """Mail one letter; running it twice sends one mail."""
    letter_mails.send(pk)


@jobs.label(_("Send the letters of a round"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_round(round_: int) -> None:
    """Mail every letter to applicants of a round that waits; running it twice sends each once."""
    unsent = Letter.objects.filter(application__round=round_, mailed_at=None, dropped_at=None)
    failed = None
    for pk in list(unsent.order_by("pk").values_list("pk", flat=True)):
        try:
            letter_mails.send(pk)
        except (OSError, exactly_once.Busy) as error:  # the others do not wait for it
            failed = error
        jobs.give_back_if_stopping()
    if failed:
        raise failed


def send_waiting() -> None:
    """Queue again what should have left by now."""
    late = Letter.objects.filter(mailed_at=None, dropped_at=None, made_at__lt=timezone.now() - _WAITED)
    for pk in late.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]:
        send_letter.enqueue(pk)
