"""Mails of registrations, for later."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.field.registrations import notice_mails, notice_rows
from hustings.field.registrations.models import Notice, Registration, Seat
from hustings.foundation import jobs

CHUNK = 500


@jobs.label(_("Send an e-mail about a registration"))
@jobs.retries(attempts=8, wait=30)
@task()
def send_notice(pk: int) -> None:
    """Mail one notice; running it twice sends one mail."""
    notice_mails.send(pk)


@jobs.label(_("Tell participants what changed"))
@jobs.retries(attempts=8, wait=30)
@task()
def tell_participants(event: int, kind: str, about: str, was: dict[str, Any]) -> None:
    """Write down and queue a notice to all who are registered, some at a time; twice is once."""
    rows, after = Registration.objects.confirmed().filter(event=event).order_by("pk"), 0
    if kind == Notice.Kind.LINK:
        rows = rows.filter(Exists(Seat.objects.seated().filter(registration=OuterRef("pk"))))
    while some := list(rows.filter(pk__gt=after).values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            for pk in notice_rows.write(some, kind, about, was):
                send_notice.enqueue(pk)
        after = some[-1]
