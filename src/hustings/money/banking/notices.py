"""Notices of direct debits, which the scheme wants before each collection."""

import logging

from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.jobs.exactly_once import Busy, mail_once
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.formats import money
from hustings.money.payments.models import Payment

log = logging.getLogger(__name__)


def announce(batch_id: int) -> None:
    """Mail each payer of a file once: the day, the amount, the mandate, the creditor."""
    rows = Payment.objects.filter(batch=batch_id, mailed_at=None).exclude(email="")
    for pk in rows.order_by("pk").values_list("pk", flat=True):
        unmailed = rows.filter(pk=pk)
        try:
            mail_once(
                f"banking.notice:{pk}", unmailed.select_related("batch", "mandate", "channel__books"), _send
            )
        except Busy:
            log.info("banking.notice_busy payment=%s", pk)


def _send(row: Payment) -> None:
    assert row.batch and row.mandate
    with override(row.language or Campaign.current().language):
        amount, day = money.shown(row.amount, row.currency), date_format(row.batch.on)
        creditor = row.channel.books.agent
        lines = [
            _("On %(day)s we will collect %(amount)s from your account …%(end)s: %(label)s.")
            % {"day": day, "amount": amount, "end": row.mandate.iban_end, "label": row.label},
        ]
        identifier = row.channel.settings.get("creditor_id", "")
        notes = [
            _("Creditor: %s") % f"{creditor} ({identifier})",
            _("Mandate: %s") % row.mandate.reference,
            _("You can have your bank refund this payment within eight weeks."),
        ]
        subject = _("Direct debit of %(amount)s on %(day)s") % {"day": day, "amount": amount}
        mails.message(row.email, mails.Words(subject, lines, notes=notes)).send()
