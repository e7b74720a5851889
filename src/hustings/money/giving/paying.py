"""The way from a promised gift to where it is paid, and the payment as its donor is shown it."""

from typing import Any

from django.core.cache import cache

from hustings.money.donations import paid
from hustings.money.donations.models import Donation, State
from hustings.money.donations.models.donations import ON_THE_WAY
from hustings.money.giving import actions, forms, gift_links
from hustings.money.payments import checkout
from hustings.money.payments.checkout import Begun
from hustings.money.payments.models import Channel

_LOOKS = 8  # seconds between two questions to the provider about one payment


def begin(row: Donation, channel: Channel, payer: dict[str, Any] | None = None) -> Begun:
    """Have the gift paid by that channel, or the next. Raises Refused, such as NoChannel."""
    return checkout.begin(
        channel=channel, purpose=paid.purpose(row), amount=row.amount, currency=row.currency,
        label=row.fund.name[:120], email=row.donor.email, back=gift_links.whole(row), language=row.language,
        is_monthly=row.is_monthly, given_name=row.donor.given_name, family_name=row.donor.family_name,
        **(payer or {}),
    )  # fmt: skip


def once_more(row: Donation, channel: Channel) -> tuple[Donation, Begun]:
    """The same gift by another road; a new promise where this one has failed. Raises Refused, TooMany."""
    if row.state not in ON_THE_WAY:
        row = actions.again(donation=row)
    return row, begin(row, channel)


def roads(row: Donation) -> dict[str, Channel]:
    """Means -> channel, of those that need nothing more of the donor."""
    found = checkout.channels(row.fund.books, is_monthly=row.is_monthly)
    return forms.by_means(channel for channel in found if not checkout.asks(channel))


def seen(row: Donation) -> tuple[Donation, Begun | None]:
    """The gift and its payment as they stand; the provider is asked where the donor was faster than it."""
    payment = paid.payment_of(row)
    if payment is None:
        return row, None
    if row.state == State.PENDING and cache.add(f"donations-look-{row.pk}", 1, _LOOKS):
        checkout.look(payment)
        row.refresh_from_db(fields=["state", "means", "settled_at"])
        payment.refresh_from_db()
    return row, checkout.begun(payment)
