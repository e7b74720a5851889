"""Words for what a line of the bank is, and for what was done with it."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from hustings.foundation.lib.formats import money
from hustings.money.banking.models import StatementLine
from hustings.money.payments import hooks
from hustings.money.payments.models import Payment


def what(line: StatementLine) -> str:
    """The one thing that it is, by number; of a payment its payer, and what it is for."""
    if line.refund:
        return _("refund of %s") % of_payment(line.refund.payment)
    if line.payment:
        return of_payment(line.payment)
    if line.payout:
        return _("payout %s") % line.payout
    if line.slip:
        return _("deposit slip %d") % line.slip.number
    return _("direct debits %s") % line.batch if line.batch else _("no payment")


def of_payment(row: Payment) -> str:
    about = ", ".join(filter(None, (row.payer, row.label)))
    return f"P{row.pk} ({about})"


def tell(request: HttpRequest, words: str, line: StatementLine, label: str) -> None:
    """Say what was done, with a way to the line, and to the gift."""
    shown = {"amount": money.shown(line.amount, line.currency), "what": what(line)}
    buttons = [messages.button(reverse("banking:line", args=[line.pk]), label)]
    if line.payment and (page := hooks.page(line.payment)):
        buttons.insert(0, messages.button(page, _("What was paid")))
    messages.success(request, words % shown, buttons=buttons)
