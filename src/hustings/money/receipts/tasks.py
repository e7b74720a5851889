"""Background work on receipts."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hustings.foundation import jobs
from hustings.foundation.jobs import exactly_once, run_context
from hustings.money.receipts import issuing, mails, renewal
from hustings.money.receipts.models import Receipt, Run, Series


@jobs.label(_("Issue the receipts of a year"))
@jobs.retries(attempts=5, wait=30)
@task(queue_name="long")
def run(pk: int) -> None:
    """Make out what is due; a run that was broken off goes on, one that is done does nothing."""
    order = Run.objects.select_related("series__books", "asked_by").filter(pk=pk, done_at=None).first()
    if order:
        issuing.run(order.series, mail.enqueue, order=order, stop=run_context.turns())


@jobs.label(_("E-mail a receipt"))
@jobs.retries(attempts=8, wait=30)
@task()
def mail(pk: int) -> None:
    """Mail one of them; running it twice sends one mail."""
    rows = Receipt.objects.valid().filter(pk=pk, mailed_at=None, person__isnull=False).exclude(email="")
    exactly_once.mail_once(f"receipt {pk}", rows.select_related("replaces"), mails.issued)


@jobs.label(_("E-mail that a receipt is void"))
@jobs.retries(attempts=8, wait=30)
@task()
def mail_void(pk: int) -> None:
    """Tell whoever got it; running it twice sends one mail."""
    row = (
        Receipt.objects.filter(pk=pk, person__isnull=False).exclude(email="").exclude(mailed_at=None).first()
    )
    if row and row.voided_at:
        with exactly_once.once(f"receipt void {pk}") as is_first:
            if is_first:
                mails.voided(row)


def issue_due() -> None:
    """Make out receipts for single payments whose money came."""
    for series in Series.objects.live().filter(span=Series.Span.PAYMENT).select_related("books"):
        issuing.run(series, mail.enqueue, stop=run_context.give_back_if_stopping)


def renew_outdated() -> None:
    """Void receipts whose gifts were refunded since, and make out those for what is left."""
    for pk in renewal.outdated():
        with transaction.atomic():
            tell(*renewal.renew(pk))


def tell(*rows: Receipt) -> None:
    """Queue what the donor is told of a void receipt; where another one replaces it, its mail says so."""
    valid = [row for row in rows if row.voided_at is None]
    for row in valid:
        if row.email and row.series.is_mailed:
            mail.enqueue(row.pk)
    if not valid:
        for row in rows:
            mail_void.enqueue(row.pk)
