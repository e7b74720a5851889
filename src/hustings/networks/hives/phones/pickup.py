"""The log of a sale's pick-up: what phones noted at the table, with or without a network."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.sql import sql_parts
from hustings.foundation.sync import actions as sync
from hustings.foundation.sync import causal, kinds
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream
from hustings.networks.hives.models import Basket, Sale
from hustings.networks.hives.rights import RUN_HIVES

NAME = "hive_pickup"
PICKED, NOT_PICKED = "picked", "not_picked"


def stream_of(sale: Sale) -> Stream:
    """The log of this sale; the first call makes it."""
    return Stream.objects.get_or_create(kind=NAME, subject=sale.pk)[0]


def hand_out(*, sale: Sale, name: str, ends_at: datetime, user: User) -> tuple[Handset, str]:
    """Let one more phone note who picked up: the handset, and the link that is shown once."""
    return sync.hand_out(stream=stream_of(sale), name=name, ends_at=ends_at, user=user)


def note(*, basket: Basket, is_picked: bool, user: User) -> None:
    """Note it by hand, in the same log, so that phones hear of it."""
    said = sync.Said(str(basket.number), PICKED if is_picked else NOT_PICKED, {})
    sync.note_as_hq(stream=stream_of(basket.sale), said=[said], user=user)


def _sale(stream: Stream) -> Sale | None:
    return Sale.objects.select_related("hive__books").filter(pk=stream.subject).first()


def _title(stream: Stream) -> str:
    sale = _sale(stream)
    return sale.hive.name if sale else _("Sale that was deleted")


def _check(_stream: Stream, entry: Any) -> str:
    """Fault in an entry's shape; empty for none."""
    if entry.verb not in {PICKED, NOT_PICKED}:
        return "verb"
    return "" if entry.key.isdecimal() and len(entry.key) < 9 else "key"


def _settle(stream: Stream, keys: Collection[str]) -> None:
    """Bring baskets up to the log: picked up where one of the last words says so, since the first of them."""
    for part in sql_parts.parts(key for key in keys if key.isdecimal()):
        said: dict[str, list[LoggedEntry]] = {key: [] for key in part}
        for entry in LoggedEntry.objects.of(stream, part):
            said[entry.key].append(entry)
        for basket in Basket.objects.filter(sale=stream.subject, number__in=[int(key) for key in part]):
            _mark(basket, said.get(str(basket.number), []))


def _mark(basket: Basket, entries: list[LoggedEntry]) -> None:
    moments = [entry.at for entry in causal.heads(entries) if entry.verb == PICKED]
    at = min(moments) if moments else None
    if basket.picked_at != at:
        Basket.objects.filter(pk=basket.pk).update(picked_at=at)


def _snapshot(stream: Stream, _handset: Handset) -> Any:
    """Slips with their goods and what is due: numbers, and no names."""
    sale = _sale(stream)
    if sale is None:
        return None
    baskets = sale.baskets.kept().prefetch_related("lines__offer__producer").order_by("number")
    return {"baskets": [_told(basket, sale.hive.currency) for basket in baskets]}


def _told(basket: Basket, currency: str) -> dict[str, Any]:
    goods = [
        f"{line.had} × {line.offer.name} ({line.offer.producer})" for line in basket.lines.all() if line.got
    ]
    due = money.shown(basket.due, currency) if basket.due > 0 and not basket.paid else ""
    return {"key": str(basket.number), "goods": goods, "due": due, "is_picked": bool(basket.picked_at)}


def _answers_for(user: Any, stream: Stream) -> bool:
    return Sale.objects.of(user, RUN_HIVES).filter(pk=stream.subject).exists()


KIND = kinds.Kind(
    name=NAME, title=_title, page="phone_pickup:list", check=_check, settle=_settle, snapshot=_snapshot,
    answers_for=_answers_for,
)  # fmt: skip
