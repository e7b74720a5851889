"""The beginning of a payment: which roads are open, and where the payer goes. Never within a transaction."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.money.ledger.models import Books
from hustings.money.payments import course, intake, providers
from hustings.money.payments.models import Channel, Mandate, Payment, State
from hustings.money.payments.models.payments import ON_THE_WAY, PAID
from hustings.money.payments.providers.port import Line, Told, Trouble, Way
from hustings.money.payments.refusals import NoChannel
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
_REST = timedelta(minutes=2)
_NEVER_OFFERED = [Channel.Provider.CASH]


@dataclass(frozen=True)
class Begun:
    """A payment on its way. ``url``: where to send the browser; else show ``instructions``.

    ``payment.channel`` may be another than the one that was asked for, if that one failed.
    """

    payment: Payment
    url: str
    instructions: list[Line] = field(default_factory=list)


def channels(books: Books, *, is_monthly: bool = False, amount: int = 0) -> list[Channel]:
    """Roads that are open, the one to propose first; see ``asks`` for what the payer fills in."""
    found = [each for each in _open_of(books) if _takes(each, is_monthly)]
    now = timezone.now()
    return sorted(found, key=lambda each: bool(each.rests_until and each.rests_until > now))  # stable


def asks(channel: Channel) -> tuple[str, ...]:
    """Names of what the payer has to give to ``begin``, such as "iban" and "holder"."""
    return providers.of(channel).asks


def _open_of(books: Books) -> list[Channel]:
    rows = Channel.objects.on().filter(books=books).exclude(provider__in=_NEVER_OFFERED)
    return list(rows.select_related("books").order_by("position", "pk"))


def _takes(channel: Channel, is_monthly: bool) -> bool:
    return not is_monthly or providers.of(channel).can_monthly


def begin(
    *, channel: Channel, purpose: str, amount: int, currency: str, label: str, email: str, back: str,
    language: str, is_monthly: bool = False, mandate: Mandate | None = None, **payer: Any,
) -> Begun:  # fmt: skip
    """Have a payment expected, by the next road where one fails; once, however often it is asked for.

    The same purpose again leads to the same page; with another channel the first is given up. ``payer`` has
    ``given_name`` and ``family_name``, and what the channel asks. Raises NoChannel; Refused where something
    is amiss with what the payer gave.
    """
    about: dict[str, Any] = {
        "purpose": purpose, "amount": amount, "currency": currency, "label": label, "email": email,
        "back": back, "language": language, "is_monthly": is_monthly, "mandate": mandate,
        "name": _payer(payer),
    }  # fmt: skip
    for road in _roads(channel, is_monthly, payer):
        payment = _opened(road, about)
        if payment.state in PAID or payment.state == State.PENDING:
            return begun(payment)
        try:
            way = providers.of(road).begin(payment, payer)
        except Trouble as trouble:
            _failed(road, payment, trouble)
            continue
        except Refused:  # what the payer gave is amiss: corrected, it is another payment
            _end(payment)
            raise
        return begun(_expected(payment, way))
    raise NoChannel(_("Payment is not possible just now. Please try again later."))


def _payer(given: dict[str, Any]) -> str:
    """The name by which a line of the bank is known again."""
    whole = f"{given.get('given_name', '')} {given.get('family_name', '')}".strip()
    return str(given.get("holder") or whole)[:140]


def begun(payment: Payment) -> Begun:
    """The payment as its payer is shown it, also later on the return page."""
    is_open = payment.state in ON_THE_WAY
    lines = providers.of(payment.channel).instructions(payment) if is_open and not payment.url else []
    return Begun(payment, payment.url if is_open else "", lines)


def _roads(channel: Channel, is_monthly: bool, payer: dict[str, Any]) -> Iterator[Channel]:
    """The one asked for, if it is on, then those that need nothing more of the payer."""
    found = channels(channel.books, is_monthly=is_monthly)
    yield from (each for each in found if each.pk == channel.pk)
    for each in found:
        if each.pk != channel.pk and all(payer.get(name) for name in providers.of(each).asks):
            yield each


def _opened(channel: Channel, about: dict[str, Any]) -> Payment:
    """The payment for this purpose, made unless it is there; one on another road is given up."""
    for _attempt in range(3):
        try:
            payment, given_up = _open_once(channel, about)
        except IntegrityError:  # another tab was faster
            continue
        if given_up:
            _cancel(given_up)
        return payment
    raise NoChannel(_("Payment is not possible just now. Please try again later."))


@transaction.atomic
def _open_once(channel: Channel, about: dict[str, Any]) -> tuple[Payment, Payment | None]:
    rows = Payment.objects.select_for_update(of=("self",)).select_related("channel__books")
    held = list(rows.filter(purpose=about["purpose"], state__in=[*ON_THE_WAY, *PAID]).order_by("pk"))
    if paid := next((row for row in held if row.state in PAID), None):
        return paid, None
    given_up = None
    for row in held:
        if row.channel_id == channel.pk and row.amount == about["amount"]:
            return row, None
        given_up = row
        _give_up(row)
    return Payment.objects.create(channel=channel, **about), given_up


def _give_up(row: Payment) -> None:
    """End it without telling: another payment takes its place."""
    row.state, row.ended_at = State.EXPIRED, timezone.now()
    row.save(update_fields=["state", "ended_at"])


def _cancel(payment: Payment) -> None:
    try:
        providers.of(payment.channel).cancel(payment)
    except Trouble as trouble:  # if it is paid all the same, that is found out
        log.info("payments.not_cancelled payment=%s why=%s", payment.pk, trouble)


@transaction.atomic
def _failed(channel: Channel, payment: Payment, trouble: Trouble) -> None:
    """Note it, and have the channel rest: others are proposed before it."""
    log.warning("payments.begin_failed channel=%s payment=%s why=%s", channel.pk, payment.pk, trouble)
    _end(payment)
    Channel.objects.filter(pk=channel.pk).update(
        rests_until=timezone.now() + _REST, n_failed=min(channel.n_failed + 1, 1_000)
    )


@transaction.atomic
def _end(payment: Payment) -> None:
    """Have it failed without telling: the payer is here, and tries again."""
    row = course.locked([payment.pk])[payment.pk]
    if row.state == State.CREATED:
        row.state, row.ended_at = State.FAILED, timezone.now()
        row.save(update_fields=["state", "ended_at"])


@transaction.atomic
def _expected(payment: Payment, way: Way) -> Payment:
    """Write down the provider's answer, unless its webhook was faster."""
    row = course.locked([payment.pk])[payment.pk]
    if row.state in PAID:
        return row
    row.provider_id, row.url = way.provider_id, way.url
    row.mandate = way.mandate or row.mandate
    row.expires_at = timezone.now() + way.held_for if way.held_for else None
    row.save(update_fields=["provider_id", "url", "mandate"])
    course.pend(row)
    if row.channel.n_failed:
        Channel.objects.filter(pk=row.channel_id).update(rests_until=None, n_failed=0)
    return row


def look(payment: Payment) -> None:
    """Ask the provider about a payment whose payer came back before the webhook; never raises."""
    if payment.state not in ON_THE_WAY:
        return
    try:
        facts = providers.of(payment.channel).look(payment)
    except Trouble as trouble:
        log.info("payments.look_failed payment=%s why=%s", payment.pk, trouble)
        return
    told = [Told(f"look:{payment.number}:{fact.kind}", "look", [fact], timezone.now()) for fact in facts]
    intake.note(payment.channel, told)
