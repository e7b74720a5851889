"""A basket as its member fills it in: one line a good, without a form object for each of a thousand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hustings.foundation.lib.formats import money
from hustings.foundation.lib.sql import sql_rows
from hustings.foundation.lib.sql.sql_dialects import one_of
from hustings.networks.hives import quantities
from hustings.networks.hives.claims import Wanted
from hustings.networks.hives.models import Basket, Delivery, Line, Offer, Sale

MOST = 2_000  # goods on a page


@dataclass
class Choice:
    """A good with what was typed beside it."""

    offer: Offer
    currency: str
    quantity: str = ""
    more: str = ""
    problem: str = ""

    @property
    def terms(self) -> str:
        """Price, deposit and what is left, in words."""
        offer = self.offer
        words = [money.shown(offer.price, self.currency)]
        if offer.is_weighed:
            words[0] += f" {_('per kg')}"
        if offer.deposit:
            words.append(_("deposit %(amount)s") % {"amount": money.shown(offer.deposit, self.currency)})
        if offer.left is not None:
            words.append(pgettext("stock", "%(n)s left") % {"n": offer.said(max(0, offer.left))})
        return " · ".join(words)


class OrderForm:
    """Goods of a sale; with ``sent``, which came with POST, only those beside which something was typed.

    So what can't be had stands among a basket's few lines, not somewhere between a thousand goods.
    """

    def __init__(
        self, sale: Sale, basket: Basket | None = None, sent: Mapping[str, Any] | None = None
    ) -> None:
        held = {line.offer_id: line for line in basket.lines.all()} if basket else {}
        self.is_kept = any(line.is_kept for line in held.values())
        self.is_short = sent is not None
        offers = _all_of(sale) if sent is None else _typed_for(sale, sent)
        self.choices = [_choice(offer, sale.hive.currency, held.get(offer.pk)) for offer in offers]
        self.wanted: dict[int, Wanted] = {}
        if sent is not None:
            self.is_kept = "keep" in sent
            self.wanted = dict(self._read(sent))

    def _read(self, sent: Mapping[str, Any]) -> Iterator[tuple[int, Wanted]]:
        for choice in self.choices:
            offer = choice.offer
            choice.quantity = str(sent.get(f"q{offer.pk}", ""))[:12]
            choice.more = str(sent.get(f"m{offer.pk}", ""))[:12] if offer.case else ""
            quantity = quantities.read(choice.quantity, offer.is_weighed)
            more = quantities.read(choice.more, offer.is_weighed)
            if quantity is None or more is None:
                choice.problem = _("Enter a quantity such as %s.") % offer.said(offer.step)
            elif quantity % offer.step or more % offer.step:
                choice.problem = _("Ordered in steps of %s.") % offer.said(offer.step)
            elif quantity:
                yield offer.pk, Wanted(quantity, more, self.is_kept)

    @property
    def seen(self) -> list[Offer]:
        """The goods wanted, as they were read."""
        return [choice.offer for choice in self.choices if choice.offer.pk in self.wanted]

    def say(self, problems: Mapping[int, str]) -> None:
        """Say these things beside the goods: key of an offer -> words."""
        for choice in self.choices:
            choice.problem = problems.get(choice.offer.pk, "")

    @property
    def is_valid(self) -> bool:
        return not any(choice.problem for choice in self.choices)

    def by_producer(self, deliveries: Iterable[Delivery]) -> list[tuple[Any, Any, list[Choice]]]:
        """Producers with how far their minimum is, and their goods."""
        known = {row.producer_id: row for row in deliveries}
        found = []
        for producer, choices in groupby(self.choices, key=lambda choice: choice.offer.producer):
            found.append((producer, known.get(producer.pk), list(choices)))
        return found


_T = Offer._meta.db_table
_DIGITS = 19  # of a key, at most
_ORDER = ("producer__name", "producer", "name", "pk")


def _choice(offer: Offer, currency: str, line: Line | None) -> Choice:
    if line is None:
        return Choice(offer, currency)
    more = _typed(line.more, offer) if line.more else ""
    return Choice(offer, currency, _typed(line.quantity, offer), more)


def _all_of(sale: Sale) -> Iterable[Offer]:
    return Offer.objects.live().filter(sale=sale).select_related("producer").order_by(*_ORDER)[:MOST]


def _typed_for(sale: Sale, sent: Mapping[str, Any]) -> Iterable[Offer]:
    """Live goods beside which something stands."""
    keys = [name[1:] for name, value in sent.items() if name[:1] in {"q", "m"} and value]
    those, found = one_of({int(key) for key in keys if key.isdecimal() and len(key) < _DIGITS})
    where = f"{_T}.sale_id = %s AND {_T}.withdrawn_at IS NULL AND {_T}.id {those}"
    rows = sql_rows.find(Offer, where, sale.pk, found, along=("producer",))
    return sorted(rows, key=lambda row: (row.producer.name, row.producer_id, row.name, row.pk))


def _typed(quantity: int, offer: Offer) -> str:
    """As a number's box holds it."""
    return f"{quantity / 1000:g}" if offer.is_weighed else str(quantity)
