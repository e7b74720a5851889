"""Limits of the law on what one person gives, counted over the person as merges have made them, under a lock.

The lock is the row of the person (PostgreSQL), or the turn at the only writer (SQLite). For totals over
everybody, of cash and of loans, it is the fund's row too.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from django.db import connection
from django.db.models import F, Q, QuerySet, Sum

from hustings.foundation import legal
from hustings.foundation.legal import GiftKind, Means, Recipient, gifts
from hustings.money.donations.models import Donation, Donor, Fund
from hustings.money.donations.models.donations import HELD, ON_THE_WAY
from hustings.money.donations.models.words import SENT, Kinds, Ways
from hustings.money.donations.refusals import PersonGone
from hustings.money.ledger import law as of_agents
from hustings.people.duplicates.models import Merge
from hustings.people.persons.models import Person
from mailguard.identifiers import addresses

_IN_ALL = {Kinds.LOAN}  # kinds whose total over everybody is limited
_MERGES = 20  # one into the other, at most so many


def law() -> legal.Pack | None:
    """The rules of the country that the campaign chose."""
    return of_agents.pack()


def locked(person: int) -> Person:
    """The row of a person, or of whoever took their record in, until the end of the transaction."""
    for _step in range(_MERGES):
        found = Person.objects.select_for_update(no_key=True, of=("self",)).filter(pk=person).first()
        if found:
            return found
        merge = Merge.objects.filter(absorbed_id=person, undone_at=None).order_by("-pk").first()
        if merge is None:
            break
        person = merge.kept_id
    raise PersonGone


def lock_unproven(donor: Donor) -> None:
    """Wait for whoever else promises a gift with the same facts; SQLite has one writer anyhow."""
    if connection.vendor == "postgresql":
        key = sha256(f"donor {donor.key} {addresses.key_of(donor.email)}".encode()).digest()[:8]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(key, "big", signed=True)])


def judge(donation: Donation) -> gifts.Allowed | gifts.Refused:
    """The law’s answer to a gift that is not written yet; under ``locked`` and ``lock_total``."""
    pack = law()
    if pack is None:
        return gifts.Allowed(None)
    past = [as_gift(row) for row in counted_with(donation)]
    fund = facts(donation.fund, pack, has_totals=_is_limited(donation))
    return gifts.judge(pack, as_gift(donation), donation.donor.facts(), past, fund)


def room(fund: Fund, donor: Donor, means: str, on: date, kind: str = Kinds.GIFT) -> int | None:
    """The most that this donor may give now, in minor units; None: no limit. Not locked: for showing."""
    probe = Donation(
        fund=fund, person=donor.person, donor=donor, kind=kind, means=means, amount=0, given_on=on,
        currency=fund.books.currency,
    )  # fmt: skip
    return judge(probe).left


def counted_with(donation: Donation) -> QuerySet[Donation]:
    """The other gifts that count for the same donor, also those of a record erased since.

    Of somebody unproven only those that are on their way with the very same facts: a refusal must not tell
    a stranger what the owner of an address gave. Once paid, all are looked at again.
    """
    nobody = Q(person=None, donor__key=donation.donor.key)
    if donation.person_id:
        same = Q(person=donation.person_id) | (nobody & Q(state__in=HELD))
    else:
        same = nobody & Q(donor__in=_of_mailbox(donation.donor), state__in=ON_THE_WAY)
    rows = Donation.objects.counted().filter(same).exclude(pk=donation.pk)
    return rows.select_related("fund__books").order_by("given_on", "pk")


def _of_mailbox(donor: Donor) -> list[int]:
    """Keys of what was declared with these names, this birth date and a spelling of this mailbox."""
    box = addresses.key_of(donor.email)
    told = Donor.objects.filter(key=donor.key, person=None, donations__state__in=ON_THE_WAY)
    return [pk for pk, email in told.values_list("pk", "email") if addresses.key_of(email) == box]


def promised_with(donation: Donation) -> QuerySet[Donation]:
    """Those of the others that wait for a transfer or a cheque, maybe for weeks."""
    return counted_with(donation).filter(state__in=ON_THE_WAY, means__in=SENT)


def as_gift(row: Donation, amount: int | None = None) -> gifts.Gift:
    """A row as the rules of law see it; refunds no longer count."""
    books = row.fund.books
    return gifts.Gift(
        GiftKind(row.kind),
        Means(row.means),
        row.left if amount is None else amount,
        row.currency,
        row.given_on,
        Recipient(books.kind),
        str(books.pk),
        str(books.election_id or ""),
        row.months,
    )


def facts(fund: Fund, pack: legal.Pack, *, has_totals: bool = True) -> gifts.Fund:
    """Facts that the rules of law ask of a recipient. Without totals: what others gave doesn't matter."""
    told = of_agents.facts(fund.books, pack)
    return replace(told, ceiling=fund.books.ceiling, taken=tuple(_totals(fund))) if has_totals else told


def _totals(fund: Fund) -> Iterable[tuple[GiftKind, Means, int]]:
    """Sums taken from everybody in the ways that are limited in all."""
    rows = Donation.objects.counted().filter(fund__books=fund.books_id).filter(_limited())
    for kind, means, amount in (
        rows.order_by().values("kind", "means").annotate(sum=Sum(F("amount") - F("refunded")))
        .values_list("kind", "means", "sum")
    ):  # fmt: skip
        yield GiftKind(kind), Means(means), amount


def _limited() -> Q:
    return Q(kind__in=_IN_ALL) | Q(means=Ways.CASH)


def _is_limited(donation: Donation) -> bool:
    """Whether a total over everybody is limited for such gifts; as ``_limited`` asks the database."""
    return donation.kind in _IN_ALL or donation.means == Ways.CASH


def lock_total(donation: Donation) -> None:
    """Wait for whoever changes the same total over everybody, where there is one."""
    if _is_limited(donation):
        from_books = Fund.objects.select_for_update(no_key=True, of=("self",)).filter(
            books=donation.fund.books_id
        )
        list(from_books.order_by("pk").values_list("pk", flat=True))
