"""Lines of the bank and what they are: by reference at once, by amount and name as proposals."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.text.text_folding import fold
from hustings.money.banking.models import StatementLine
from hustings.money.payments import course, postings
from hustings.money.payments.models import Batch, Channel, Payment, Payout, Refund, Slip, State
from hustings.money.payments.models.payments import ON_THE_WAY, PAID
from hustings.money.payments.providers import transfer

_WINDOW = timedelta(days=10)
_SHOWN = 8
_WAITING = [*ON_THE_WAY, State.EXPIRED, State.FAILED]
Kind = Channel.Provider


def match(line: StatementLine) -> bool:
    """Find what an open line is, where there is no doubt; inside a transaction."""
    return any(way(line) for way in (_by_debit, _by_reference, _by_file, _by_sum))


def _of(line: StatementLine) -> Any:
    return Payment.objects.filter(channel__books=line.books_id, currency=line.currency)


def _by_debit(line: StatementLine) -> bool:
    """A direct debit that the bank names one by one, or one that came back."""
    if not line.end_to_end:
        return False
    key = (
        _of(line)
        .filter(number=line.end_to_end, channel__provider=Kind.SEPA)
        .values_list("pk", flat=True)
        .first()
    )
    if key is None:
        return False
    row = course.locked([key])[key]
    if abs(line.amount) != row.amount:
        return False
    if line.amount > 0:
        postings.collected(row, line.on)
        course.settle(row, line.on)
    else:
        course.lose(row, line.on)
        postings.returned(row, line.on, None)
    _tie(line, payment=row)
    return True


def _by_reference(line: StatementLine) -> bool:
    """A transfer with our reference and the right amount, not paid yet."""
    keys = _references(line) if line.amount > 0 else []
    found = _of(line).filter(pk__in=keys, channel__provider=Kind.TRANSFER, amount=line.amount)
    rows = list(found.exclude(state__in=PAID).values_list("pk", flat=True)[:2])
    if len(rows) != 1:
        return False
    row = course.locked(rows)[rows[0]]
    course.settle(row, line.on)
    _tie(line, payment=row)
    return True


def _by_file(line: StatementLine) -> bool:
    """A file of debits that the bank names; the sum alone may be anybody's money."""
    text = _compact(f"{line.text} {line.end_to_end}")
    found = next((row for row in _sums(line)["batch"] if _compact(row.message_id) in text), None)
    if found is None:
        return False
    _take(line, "batch", found, None)
    return True


def _compact(text: str) -> str:
    """Letters and digits alone: banks wrap what they copy."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _by_sum(line: StatementLine) -> bool:
    """A payout or slip, where nothing else has this sum about that day."""
    found = [(name, row) for name, rows in _sums(line).items() for row in rows]
    if len(found) != 1 or found[0][0] == "batch":
        return False
    _take(line, *found[0], None)
    return True


def _sums(line: StatementLine) -> dict[str, list[Any]]:
    near = Q(on__range=(line.on - _WINDOW, line.on + _WINDOW), lines=None, channel__books=line.books_id)
    of_sum = {
        "payout": Payout.objects.filter(near, amount=line.amount, failed_at=None),
        "slip": Slip.objects.filter(near, amount=line.amount, voided_at=None),
        "batch": Batch.objects.filter(near, on__lte=line.on, posted_at=None, voided_at=None, n__gt=0),
    }
    found = {name: list(rows.select_related("channel__books")[:_SHOWN]) for name, rows in of_sum.items()}
    found["batch"] = [row for row in found["batch"] if expected(row) == line.amount]
    return found


def expected(batch: Batch) -> int:
    """The sum of a file without what the bank rejected, or booked alone."""
    rows = batch.payments.exclude(state=State.FAILED).exclude(lines__amount__gt=0)
    return sum(rows.values_list("amount", flat=True))


def proposals(line: StatementLine) -> list[tuple[str, Any]]:
    """Candidates for a line: sums of about that day, payments of that amount, like names first."""
    found = [(name, row) for name, rows in _sums(line).items() for row in rows]
    if line.amount > 0:
        return found + [("payment", row) for row in _awaited(line)]
    found += [("refund", row) for row in _refunds(line)]
    paid = _of(line).filter(amount=-line.amount, state__in=[State.SETTLED, State.DISPUTED])
    rows = paid.filter(channel__provider__in=[Kind.CHEQUE, Kind.SEPA]).select_related("channel")
    return found + [("return", row) for row in rows.order_by("-pk")[:_SHOWN]]


def _awaited(line: StatementLine) -> list[Payment]:
    """The one whose reference the line has, whatever its amount; then those of that amount."""
    waiting = _of(line).filter(state__in=_WAITING, channel__provider=Kind.TRANSFER).select_related("channel")
    named = list(waiting.filter(pk__in=_references(line)).order_by("pk")[:_SHOWN])
    others = waiting.filter(amount=line.amount).exclude(pk__in=[row.pk for row in named])
    rows = list(others.order_by("-pk")[:100])
    rows.sort(key=lambda row: -likeness(row.name, f"{line.name} {line.text}"))
    return [*named, *rows][:_SHOWN]


def _refunds(line: StatementLine) -> list[Refund]:
    """Transfers of the treasurer's own that are in the books already, those of about that day first."""
    sent = Refund.objects.filter(
        payment__channel__books=line.books_id, payment__currency=line.currency, amount=-line.amount,
        is_by_hand=True, failed_at=None, lines=None,
    )  # fmt: skip
    rows = sent.exclude(payment__channel__provider=Kind.CASH).select_related("payment").order_by("-pk")[:100]
    return sorted(rows, key=lambda row: abs(row.on - line.on))[:_SHOWN]


def _references(line: StatementLine) -> list[int]:
    return transfer.keys_in(f"{line.text} {line.end_to_end}")


def likeness(name: str, text: str) -> int:
    """Words of a name that stand in a text."""
    held = set(fold(text).split())
    return sum(word in held for word in set(fold(name).split()) if len(word) > 1)


def confirm(line: StatementLine, name: str, key: int, by: User | None) -> None:
    """Take one of the proposals; inside a transaction. LookupError where it is none any more."""
    found = next((row for kind, row in proposals(line) if (kind, row.pk) == (name, key)), None)
    if found is None:
        raise LookupError(name)
    _take(line, name, found, by)


def _take(line: StatementLine, name: str, row: Any, by: User | None) -> None:
    _DEEDS[name](line, row, by)
    _tie(line, by, **{"payment" if name == "return" else name: row})


def _payment(line: StatementLine, row: Payment, by: User | None) -> None:
    course.settle(course.locked([row.pk])[row.pk], line.on, by, amount=line.amount)


def _returned(line: StatementLine, row: Payment, by: User | None) -> None:
    held = course.locked([row.pk])[row.pk]
    course.lose(held, line.on, by)
    postings.returned(held, line.on, by)


def deposited(slip: Slip, on: date, by: User | None) -> None:
    """Post a slip that the bank took in, once."""
    if Slip.objects.filter(pk=slip.pk, posted_at=None, voided_at=None).update(posted_at=timezone.now()):
        postings.slip(slip, on, by)


def _batch(line: StatementLine, row: Batch, by: User | None) -> None:
    """The bank collected a file: each debit in it is received."""
    if not Batch.objects.filter(pk=row.pk, posted_at=None).update(posted_at=timezone.now()):
        return
    postings.batch(row, line.amount, line.on, by)
    keys = list(row.payments.filter(state__in=ON_THE_WAY).values_list("pk", flat=True))
    settle_all(course.locked(keys).values(), line, by)


def settle_all(rows: Iterable[Payment], line: StatementLine, by: User | None) -> None:
    for row in rows:
        course.settle(row, line.on, by)


_DEEDS: dict[str, Callable[[StatementLine, Any, User | None], None]] = {
    "payment": _payment,
    "return": _returned,
    "refund": lambda line, row, by: None,  # in the books since it was entered
    "payout": lambda line, row, by: None,
    "slip": lambda line, row, by: deposited(row, line.on, by),
    "batch": _batch,
}


def _tie(line: StatementLine, by: User | None = None, **to: Any) -> None:
    for name, value in to.items():
        setattr(line, name, value)
    line.matched_at, line.matched_by = timezone.now(), by
    line.save(update_fields=[*to, "matched_at", "matched_by"])
