"""Sums of provider, payments and bank side by side; differences with their remedy."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.lib.formats import money
from hustings.money.payments import channel_parts, effects, inbox, providers
from hustings.money.payments.channel_parts import Difference
from hustings.money.payments.models import Channel, Event, Payment, Payout
from hustings.money.payments.models.payments import ON_THE_WAY

log = logging.getLogger(__name__)
_OVERLAP = timedelta(days=4)  # providers send again for three days
_FURTHEST = timedelta(days=28)  # they keep events for a month
_AT_ONCE = 500


def ask(channel: Channel) -> int:
    """Ask the provider for what webhooks lost and act on it; events that were new. Raises Trouble."""
    began = timezone.now()
    since = max((channel.asked_at or began - _FURTHEST) - _OVERLAP, began - _FURTHEST)
    before = Event.objects.filter(channel=channel).count()
    chunk = []
    for told in providers.of(channel).since(channel, since):
        chunk.append(told)
        if len(chunk) == _AT_ONCE:
            inbox.keep(channel, chunk, is_found=True)
            chunk = []
    inbox.keep(channel, chunk, is_found=True)
    effects.apply_all(channel)
    Channel.objects.filter(pk=channel.pk).update(asked_at=began)
    found = Event.objects.filter(channel=channel).count() - before
    log.info("payments.reconcile channel=%s found=%s", channel.pk, found)
    return found


def differences(channel: Channel) -> list[Difference]:
    """All that does not agree, now."""
    above = (found for part in channel_parts.parts.all() for found in part.differences(channel))
    return [*_stuck(channel), *_of_payouts(channel), *above, *_surplus(channel)]


def _stuck(channel: Channel) -> Iterator[Difference]:
    rows = Event.objects.filter(channel=channel, done_at=None, n_tried__gt=0)
    if n := rows.count():
        why = str(rows.values_list("problem", flat=True).first() or "")
        words = ngettext(
            "%(n)d message of the provider could not be recorded: %(why)s",
            "%(n)d messages of the provider could not be recorded, the first: %(why)s", n,
        )  # fmt: skip
        yield Difference(
            words % {"n": n, "why": why}, _("Remove the cause; they are tried again each hour."), n
        )


def _of_payouts(channel: Channel) -> Iterator[Difference]:
    """A payout is what is in it: payments less refunds, disputes and fees."""
    wrong = Payout.objects.filter(channel=channel).exclude(amount=F("gross") - F("fees"))
    for row in wrong[:20]:
        off = money.shown(row.amount - (row.gross - row.fees), channel.books.currency)
        words = _("Payout %(name)s has %(off)s that belongs to no payment") % {"name": row, "off": off}
        yield Difference(words, _("Look it up at the provider, and enter the rest in the books by hand."))


def _surplus(channel: Channel) -> Iterator[Difference]:
    if n := Payment.objects.surplus().filter(channel=channel).count():
        words = ngettext("%(n)d payment came twice", "%(n)d payments came twice", n)
        yield Difference(words % {"n": n}, _("Refund them."), n)


def sums(channel: Channel) -> dict[str, Any]:
    """Figures of a channel: received, refunded, on the way, paid out."""
    rows = Payment.objects.filter(channel=channel)
    paid = rows.exclude(settled_on=None).aggregate(
        n=Count("pk"), received=Sum("amount"), sent_back=Sum("refunded"),
        gone=Sum("amount", filter=Q(state="lost")),
    )  # fmt: skip
    out = Payout.objects.filter(channel=channel, failed_at=None).aggregate(
        sum=Sum("amount"), all_fees=Sum("fees")
    )
    waiting = rows.filter(state__in=ON_THE_WAY).aggregate(sum=Sum("amount"))
    return {
        "n": paid["n"], "received": paid["received"] or 0, "refunded": paid["sent_back"] or 0,
        "lost": paid["gone"] or 0, "waiting": waiting["sum"] or 0, "paid_out": out["sum"] or 0,
        "fees": out["all_fees"] or 0,
    }  # fmt: skip
