"""Lines of the bank and what they are: by reference at once, by amount and name as proposals."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.formats import money
from hustings.foundation.lib.text.text_folding import fold
from hustings.money.banking.models import StatementLine
from hustings.money.payments import course, postings
from hustings.money.payments.models import Batch, Channel, Payment, Payout, Refund, Slip, State
from hustings.money.payments.models.payments import ON_THE_WAY, PAID
from hustings.money.payments.providers import search, transfer

_WINDOW = timedelta(days=10)
_SHOWN = 8
FOUND = 20  # by a search
_LOOKED_AT = 100
_WORDS = 12  # of a line, that may be those of a name
_SHORTEST = 3  # letters of such a word
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
    if abs(line.amount) != row.amount or (line.amount > 0 and _is_collected(row)):
        return False
    if line.amount > 0:
        postings.collected(row, line.on)
        course.settle(row, line.on)
    else:
        course.lose(row, line.on)
        postings.returned(row, line.on, None)
    _tie(line, payment=row)
    return True


def _is_collected(row: Payment) -> bool:
    """Whether the bank's money for a debit is in the books: by a line of its own, or with its whole file."""
    by_file = row.batch is not None and row.batch.posted_at is not None and row.state in PAID
    return by_file or row.lines.filter(amount__gt=0).exists()


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
    found["batch"] = [row for row in found["batch"] if line.amount in {expected(row), _collected(row)}]
    return found


def _collected(batch: Batch) -> int:
    """The sum of a file without what the bank rejected."""
    return sum(batch.payments.exclude(state=State.FAILED).values_list("amount", flat=True))


def expected(batch: Batch) -> int:
    """The part of it that the bank did not also book alone: the books have that already."""
    rows = batch.payments.exclude(state=State.FAILED).exclude(lines__amount__gt=0)
    return sum(rows.values_list("amount", flat=True))


def proposals(line: StatementLine) -> list[tuple[str, Any]]:
    """Candidates for a line: sums of about that day, payments awaited, those of like names first."""
    found = [(name, row) for name, rows in _sums(line).items() for row in rows]
    if line.amount > 0:
        return found + [("payment", row) for row in _awaited(line)]
    found += [("refund", row) for row in _refunds(line)]
    paid = _of(line).filter(amount=-line.amount, state__in=[State.SETTLED, State.DISPUTED])
    rows = paid.filter(channel__provider__in=[Kind.CHEQUE, Kind.SEPA]).select_related("channel")
    return found + [("return", row) for row in rows.order_by("-pk")[:_SHOWN]]


def _awaited(line: StatementLine) -> list[Payment]:
    """The one of its reference; then like names, whatever their amount, and any name of that amount."""
    named = list(awaited(line).filter(pk__in=_references(line)).order_by("pk")[:_SHOWN])
    others = awaited(line).exclude(pk__in=[row.pk for row in named])
    equal = list(others.filter(amount=line.amount).order_by("-pk")[:_LOOKED_AT])
    found = {row.pk: row for row in [*equal, *_alike(line, others.exclude(amount=line.amount))]}
    text = f"{line.name} {line.text}"
    rows = sorted(found.values(), key=lambda row: (-likeness(row.name, text), row.amount != line.amount))
    return [*named, *rows][:_SHOWN]


def awaited(line: StatementLine) -> QuerySet[Payment]:
    """Transfers that money may be, also those that were waited for in vain."""
    found: QuerySet[Payment] = _of(line).filter(state__in=_WAITING, channel__provider=Kind.TRANSFER)
    return found.select_related("channel")


def _alike(line: StatementLine, rows: QuerySet[Payment]) -> list[Payment]:
    """Payments on their way whose payer's whole name, or two words of it, stand in the line."""
    text = f"{line.name} {line.text}"
    words = list(dict.fromkeys(word for word in fold(text).split() if len(word) >= _SHORTEST))[:_WORDS]
    if not words:
        return []
    points = [Case(When(name_key__contains=word, then=Value(1)), default=Value(0)) for word in words]
    scored = rows.filter(state__in=ON_THE_WAY).annotate(points=sum(points[1:], start=points[0]))
    best = scored.filter(points__gt=0).order_by("-points", "-pk")[:_LOOKED_AT]
    return [row for row in best if likeness(row.name, text) >= min(2, len(_words(row.name)))]


def searched(line: StatementLine, text: str) -> Q:
    """Condition on payments that a person looks for by name, number, reference or amount."""
    amount = money.read(text.strip(), line.currency)
    return search.having(text) | Q(amount=amount) if amount and amount <= money.MOST else search.having(text)


def received(line: StatementLine) -> list[Payment]:
    """Payments of the line's reference whose money came before."""
    keys = _references(line) if line.amount > 0 else []
    return list(_of(line).filter(pk__in=keys, state__in=PAID).order_by("pk")[:_SHOWN]) if keys else []


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
    return len(_words(name) & _words(text))


def _words(text: str) -> set[str]:
    return {word for word in fold(text.replace("-", " ")).split() if len(word) > 1}


def confirm(line: StatementLine, name: str, key: int, by: User | None) -> None:
    """Take a proposal, or any transfer awaited; inside a transaction. LookupError where it is neither."""
    if name == "payment" and line.amount > 0:
        found = awaited(line).filter(pk=key).first()
    else:
        found = next((row for kind, row in proposals(line) if (kind, row.pk) == (name, key)), None)
    if found is None:
        raise LookupError(name)
    _take(line, name, found, by)


def _take(line: StatementLine, name: str, row: Any, by: User | None) -> None:
    _DEEDS[name](line, row, by)
    _tie(line, by, **{"payment" if name == "return" else name: row})


def _payment(line: StatementLine, row: Payment, by: User | None) -> None:
    if not course.settle(course.locked([row.pk])[row.pk], line.on, by, amount=line.amount):
        raise LookupError(row.pk)  # paid by another line meanwhile


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
    if amount := expected(row):
        postings.batch(row, amount, line.on, by)
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
