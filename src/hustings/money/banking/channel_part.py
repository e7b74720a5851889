"""The bank's side of a channel: slips, files of direct debits, payouts that statements show."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.lib.formats import money
from hustings.money.banking import collection_days
from hustings.money.banking.forms import DayForm
from hustings.money.banking.models import StatementLine
from hustings.money.payments import providers
from hustings.money.payments.actions import BY_HAND
from hustings.money.payments.channel_parts import Difference, Part
from hustings.money.payments.models import Channel, Payout

_AT_BANK = timedelta(days=10)  # a payout is there by then
_SHOWN = 20


def words(channel: Channel, may_run: bool) -> dict[str, Any]:
    """Slips and files, the youngest first, and the form for another file."""
    has_payouts = providers.of(channel).has_webhook
    first, _last = collection_days.bounds(timezone.localdate())
    is_debit = channel.provider == Channel.Provider.SEPA
    return {
        "figures": [(_("Found on bank statements"), at_bank(channel))] if has_payouts else [],
        "batches": channel.batches.all()[:_SHOWN], "slips": channel.slips.all()[:_SHOWN],
        "may_run": may_run, "takes_slips": may_run and channel.provider in BY_HAND,
        "form": DayForm(initial={"on": first}) if is_debit and may_run else None,
    }  # fmt: skip


def at_bank(channel: Channel) -> int:
    """Sum of the payouts that a statement shows."""
    shown = StatementLine.objects.filter(payout__channel=channel, payout__failed_at=None)
    found: int | None = shown.aggregate(sum=Sum("amount"))["sum"]
    return found or 0


def differences(channel: Channel) -> Iterator[Difference]:
    """Payouts that should be at the bank, once statements are imported."""
    if not StatementLine.objects.filter(books=channel.books_id).exists():
        return
    late = timezone.localdate() - _AT_BANK
    rows = Payout.objects.filter(channel=channel, lines=None, failed_at=None, on__lt=late).exclude(amount=0)
    for row in rows[:20]:
        shown = money.shown(row.amount, channel.books.currency)
        words = _("Payout %(name)s of %(amount)s is on no bank statement") % {"name": row, "amount": shown}
        yield Difference(words, _("Import the statement, or ask the provider where the money is."))


part = Part("bank", "banking/channel.html", words, differences)
