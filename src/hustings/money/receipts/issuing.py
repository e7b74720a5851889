"""Receipts made out: gifts grouped, numbers taken, rows written, all in one transaction for some hundreds.

Broken off anywhere, it leaves no number without its receipt; begun again, it finds what is still due.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.legal import receipts
from hustings.money.donations.models import Donation
from hustings.money.receipts import facts, numbers, told, waiting
from hustings.money.receipts.models import Receipt, ReceiptItem, Run, Series

log = logging.getLogger(__name__)
CHUNK = 250  # receipts in one transaction
Group = list[int]  # keys of gifts that may share a receipt
Mail = Callable[[int], object]  # queues the mail about one receipt


@dataclass(frozen=True, slots=True)
class Issued:
    """Receipts that were made out. ``is_short``: the authority’s numbers did not suffice."""

    receipts: Sequence[Receipt]
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class _Draft:
    rows: list[Donation]
    due: receipts.Due


def run(
    series: Series, mail: Mail, *, order: Run | None = None, stop: Callable[[], None] = lambda: None
) -> int:
    """Make out all that is due, of a year where ``order`` names one; the number of receipts."""
    groups = list(_groups(series, waiting.due(series, order.year if order else None)))
    judge, n = waiting.Judge(), 0
    _note(order, n_all=sum(map(len, groups)), n_seen=0, failure="")
    for at in range(0, len(groups), CHUNK):
        stop()
        some = groups[at : at + CHUNK]
        with transaction.atomic():
            done = issue(series, some, judge=judge, by=order.asked_by if order else None)
            for receipt in done.receipts:
                if series.is_mailed and receipt.email:
                    mail(receipt.pk)
            n_seen, n_made = F("n_seen") + sum(map(len, some)), F("n_issued") + len(done.receipts)
            _note(order, n_seen=n_seen, n_issued=n_made)
        n += len(done.receipts)
        if done.is_short:
            _note(order, failure="numbers")
            break
    _note(order, done_at=timezone.now())
    if n:
        log.info("receipts.issue series=%s receipts=%s", series.pk, n)
    return n


def _note(order: Run | None, **values: Any) -> None:
    if order:
        Run.objects.filter(pk=order.pk).update(**values)


def _groups(series: Series, rows: Any) -> Iterable[Group]:
    """Each gift for itself, or those of one donor together; a record that was erased goes by the name."""
    if series.span == Series.Span.PAYMENT:
        return ([pk] for pk in rows.order_by("given_on", "pk").values_list("pk", flat=True))
    found: dict[Any, Group] = {}
    keys = rows.order_by("person", "donor__key", "given_on", "pk").values_list("pk", "person", "donor__key")
    for pk, person, key in keys:
        found.setdefault(person or key, []).append(pk)
    return found.values()


@transaction.atomic
def issue(
    series: Series, groups: Sequence[Group], *, judge: waiting.Judge, by: User | None = None,
    replaces: Receipt | None = None,
) -> Issued:  # fmt: skip
    """Make out what is due for these gifts, under the series’s lock: of two, the second finds none."""
    series = Series.objects.select_for_update(of=("self",)).select_related("books").get(pk=series.pk)
    if series.closed_at:
        return Issued([])
    drafts = _drafts(series, groups, judge)
    taken = numbers.take(series, timezone.localdate().year, len(drafts))
    signature = series.signatures.filter(withdrawn_at=None).first()
    made = [
        _receipt(series, draft, number, signature=signature, issued_by=by)
        for draft, number in zip(drafts, taken, strict=False)
    ]
    if made and replaces:
        made[0].replaces = replaces
    Receipt.objects.bulk_create(made)
    ReceiptItem.objects.bulk_create(
        ReceiptItem(receipt=receipt, donation=row, amount=row.left)
        for receipt, draft in zip(made, drafts, strict=False)
        for row in draft.rows
    )
    told.issued(made, by)
    return Issued(made, len(taken) < len(drafts))


def _drafts(series: Series, groups: Sequence[Group], judge: waiting.Judge) -> list[_Draft]:
    """Gifts of each group apart by what one receipt may not mix."""
    keys = [pk for group in groups for pk in group]
    found = waiting.due(series).filter(pk__in=keys).select_for_update(of=("self",))
    rows = {row.pk: row for row in found.select_related("fund__books__election", "donor", "person")}
    drafts: list[_Draft] = []
    for group in groups:
        alike: dict[Any, _Draft] = {}
        for row in (rows[pk] for pk in group if pk in rows):
            due = judge.answer(row)
            if isinstance(due, receipts.Due):
                shared = tuple(getattr(row, name) for name in sorted(due.value.alike))
                key = (row.given_on.year, row.currency, due.reduces_tax, shared)
                alike.setdefault(key, _Draft([], due)).rows.append(row)
        drafts += alike.values()
    return drafts


def _receipt(series: Series, draft: _Draft, number: numbers.Number, **values: Any) -> Receipt:
    last = draft.rows[-1]
    language = facts.language(last)
    made = Receipt(
        series=series, given=number.given, year=number.year, n=number.n, number=number.written,
        person=last.person, name=str(last.donor), email=last.donor.email if last.person else "",
        language=language, facts=facts.of(series, draft.rows, draft.due, language),
        total=sum(row.left for row in draft.rows), currency=last.currency, given_in=last.given_on.year,
        reduces_tax=draft.due.reduces_tax, **values,
    )  # fmt: skip
    made.digest = made.reckon()
    return made
