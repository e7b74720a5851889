"""Mails to donors: how to send a gift, thanks once it is there or their correction, a monthly one paused."""

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.foundation.campaigns import mails
from hustings.foundation.jobs import exactly_once
from hustings.foundation.lib.dates import date_format, day_number
from hustings.foundation.lib.formats import money
from hustings.money.donations.models import Donation, Plan, State
from hustings.money.donations.models.donations import HELD, ON_THE_WAY
from hustings.money.donations.models.words import Ways
from hustings.money.payments.models import Payment
from hustings.money.payments.providers import mandate_words


def send(pk: int) -> bool:
    """Thank once, whichever worker gets here first. A failed send leaves it unthanked."""
    rows = Donation.objects.select_related("fund__books", "donor", "plan")
    due = rows.filter(pk=pk, mailed_at=None, state__in=HELD).exclude(donor__email="")
    return exactly_once.mail_once(_key(pk), due, lambda row: compose(row).send())


def _key(pk: int) -> str:
    """Name of thanks and of their correction: the one waits for the other."""
    return f"donations.thanks {pk}"


def correct(pk: int) -> None:
    """Take mailed thanks back, once; when the money comes after all, it is thanked for anew."""
    rows = Donation.objects.select_related("fund", "donor").filter(pk=pk, mailed_at__isnull=False)
    due = rows.filter(state__in=[*ON_THE_WAY, State.EXPIRED, State.FAILED]).exclude(donor__email="")
    with exactly_once.alone(_key(pk)):
        if row := due.first():
            _correction(row).send()
            due.update(mailed_at=None)


def _correction(row: Donation) -> EmailMultiAlternatives:
    """In the language of the page where they gave."""
    payment = Payment.objects.filter(purpose=f"donations:{row.pk}").order_by("-pk").first()
    with translation.override(row.language or None):
        words = _said(row)
        lines = [
            _("%(name)s, we thanked you too early: your donation to “%(fund)s” has not arrived yet.") % words,
            _("We are sorry: we took someone else’s payment for yours. We still wait for your donation."),
        ]
        subject = _("Correction: your donation has not arrived yet")
        notes = [_("Donation %(number)s of %(on)s: %(amount)s.") % words]
        page = payment.back if payment and payment.back else mails.link("giving:mine")
        return mails.message(
            row.donor.email, mails.Words(subject, lines, _("See your donation"), page, notes)
        )


def _said(row: Donation) -> dict[str, str]:
    """Words for mails about a gift, in the language of the moment."""
    return {
        "name": row.donor.given_name, "amount": money.shown(row.amount, row.currency), "fund": row.fund.name,
        "on": date_format(row.given_on), "number": row.number,
    }  # fmt: skip


def compose(row: Donation) -> EmailMultiAlternatives:
    """In the language of the page where they gave."""
    fund, donor = row.fund, row.donor
    with translation.override(row.language or None):
        words = _said(row)
        lines = [
            _("Thank you, %(name)s: your donation of %(amount)s to “%(fund)s” has arrived.") % words,
            *([fund.thanks_text] if fund.thanks_text else []),
        ]
        notes = [_("Donation %(number)s of %(on)s.") % words]
        if row.is_monthly or row.plan_id:
            notes.append(_("It comes every month. You can change, pause or end it on your page at any time."))
        return mails.message(
            donor.email,
            mails.Words(
                _("Thank you for your donation"),
                lines,
                _("See my donations"),
                mails.link("giving:mine"),
                notes,
            ),
        )


def tell_paused(pk: int, why: str) -> None:
    """Say that nothing more will be asked for; ``why`` is the law's sentence, or empty for a failure."""
    plan = Plan.objects.select_related("fund__books", "donor", "person").filter(pk=pk).first()
    if plan is None or plan.person is None or not plan.donor.email:
        return
    with translation.override(plan.person.language):
        words = {"amount": money.shown(plan.amount, plan.fund.books.currency), "fund": plan.fund.name}
        lines = [
            _("Your monthly donation of %(amount)s to “%(fund)s” is paused.") % words,
            why or _("Your bank refused the last payments. Nothing more will be charged."),
        ]
        said = mails.Words(
            _("Your monthly donation is paused"), lines, _("See my donations"), mails.link("giving:mine")
        )
        mails.message(plan.donor.email, said).send()


def tell_how_to_pay(pk: int) -> None:
    """Mail it once for a gift, however often its donor takes another road: the page says how it stands."""
    with exactly_once.once(f"donations.promise {pk}") as is_first:
        rows = Donation.objects.select_related("fund", "donor").filter(pk=pk, state__in=ON_THE_WAY)
        payments = Payment.objects.on_the_way().filter(purpose=f"donations:{pk}")
        payment = payments.select_related("channel__books", "mandate").first()
        if is_first and payment and (row := rows.first()):
            compose_promise = _of_debit if payment.means == Ways.DEBIT else _how_to_pay
            compose_promise(row, payment).send()


def _of_debit(row: Donation, payment: Payment) -> EmailMultiAlternatives:
    """The mandate to keep, and the day of each month where it is given monthly."""
    with translation.override(row.language or None):
        words = {"amount": money.shown(row.amount, row.currency), "fund": row.fund.name}
        said = _("Thank you for promising %(amount)s to “%(fund)s”.")
        if row.day_of_month:
            said = _("Thank you for promising %(amount)s each month to “%(fund)s”.")
        lines = [
            said % words,
            _("We will collect it from your account, and e-mail you before. You have nothing more to do."),
        ]
        if row.day_of_month:
            day = {"day": day_number(row.day_of_month)}
            lines.append(_("After the first, we collect it on day %(day)s of each month.") % day)
            lines.append(_("Once the first has arrived, you can change, pause or end it on your page."))
        notes = mandate_words.lines(payment.channel, payment.mandate)
        subject = _("Your donation by direct debit")
        return mails.message(
            row.donor.email, mails.Words(subject, lines, _("See your donation"), payment.back, notes)
        )


def _how_to_pay(row: Donation, payment: Payment) -> EmailMultiAlternatives:
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
            row.donor.email,
            mails.Words(_("How to send your donation"), lines, _("See how"), payment.back, notes),
        )
