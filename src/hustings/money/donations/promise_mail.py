"""A mail to whoever promised a transfer or a cheque: where it says how to send it, or to give it up."""

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns import mails
from hustings.foundation.jobs import exactly_once
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.formats import money
from hustings.money.donations.models import Donation
from hustings.money.donations.models.donations import ON_THE_WAY
from hustings.money.payments.models import Payment


def send(pk: int) -> None:
    """Mail it once for a gift, however often its donor takes another road: the page says how it stands."""
    with exactly_once.once(f"donations.promise {pk}") as is_first:
        rows = Donation.objects.select_related("fund", "donor").filter(pk=pk, state__in=ON_THE_WAY)
        payment = Payment.objects.on_the_way().filter(purpose=f"donations:{pk}").first()
        if is_first and payment and (row := rows.first()):
            compose(row, payment.back).send()


def compose(row: Donation, link: str) -> EmailMultiAlternatives:
    """In the language of the page where they gave."""
    with translation.override(row.language or None):
        words = {"amount": money.shown(row.amount, row.currency), "fund": row.fund.name}
        lines = [
            _("Thank you for promising %(amount)s to “%(fund)s”.") % words,
            _("This page says how to send it. You can also give it up there."),
        ]
        until = row.expires_at and date_format(timezone.localtime(row.expires_at))
        notes = [_("We wait for it until %s.") % until] if until else []
        return mails.message(
            row.donor.email, mails.Words(_("How to send your donation"), lines, _("See how"), link, notes)
        )
