"""Channels, and a purpose of payments that posts as donations do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hustings.money.ledger import actions as ledger
from hustings.money.ledger.models import Account, Books, Entry
from hustings.money.payments import checkout, hooks, postings
from hustings.money.payments.models import Channel, Payment

Role = Account.Role
IBAN = "FR7630006000011234567890189"


def channel(books: Books, provider: str = "transfer", **values: Any) -> Channel:
    about: dict[str, Any] = {"name": provider.title(), "settings": {"iban": IBAN}}
    return Channel.objects.create(books=books, provider=provider, **(about | values))


def begin(channel: Channel, key: int = 1, amount: int = 50_00, **more: Any) -> checkout.Begun:
    about: dict[str, Any] = {
        "purpose": f"tests:{key}", "amount": amount, "currency": "EUR", "label": "Donation",
        "email": "charlie@example.org", "back": "https://example.org/thanks/", "language": "en",
    }  # fmt: skip
    return checkout.begin(channel=channel, **(about | more))


class Receiver:
    """Whoever is paid: remembers what it was told, and posts each step."""

    def __init__(self) -> None:
        self.told: list[tuple[int, str, int]] = []

    def on_changes(self, told: hooks.Told) -> None:
        for each in told:
            self.on_change(*each)

    def on_change(self, key: int, payment: Payment, change: hooks.Change) -> None:
        self.told.append((key, change.kind, change.amount))
        place = postings.PLACES[payment.channel.provider]
        moves = {
            hooks.SETTLED: (place, Role.GIFTS),
            hooks.UNSETTLED: (Role.GIFTS, place),
            hooks.REFUNDED: (Role.GIFTS, Role.BANK if change.by_hand else place),
            hooks.REFUND_FAILED: (place, Role.GIFTS),
            hooks.DISPUTED: (Role.DISPUTED, place),
            hooks.WON: (place, Role.DISPUTED),
            hooks.LOST: (Role.GIFTS, Role.DISPUTED if payment.disputes.exists() else place),
        }
        if move := moves.get(change.kind):
            books = payment.channel.books
            source = f"test:{key}:{change.kind}:{self.told.count((key, change.kind, change.amount))}"
            ledger.post(
                books=books, on=change.on, journal="DO", label="Donation", source=source,
                transfers=[(books.account(move[0]), books.account(move[1]), change.amount)],
            )  # fmt: skip


@contextmanager
def receiver() -> Iterator[Receiver]:
    """The only purpose for a while."""
    made = Receiver()
    with hooks.purposes.replaced(hooks.Purpose("tests", made.on_changes)):
        yield made


def moves() -> list[tuple[str, str, int]]:
    """Transfers in the books: roles of the accounts, and amounts."""
    rows = Entry.objects.order_by("books", "position").prefetch_related(
        "transfers__debit", "transfers__credit"
    )
    return [(one.debit.role, one.credit.role, one.amount) for row in rows for one in row.transfers.all()]


def balance(books: Books, role: str) -> int:
    """Balance of an account; debits above zero."""
    found = 0
    for row in Entry.objects.filter(books=books).prefetch_related("transfers__debit", "transfers__credit"):
        for one in row.transfers.all():
            found += one.amount * ((one.debit.role == role) - (one.credit.role == role))
    return found
