"""Entries: balanced by construction, numbered without gaps, only ever added."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hustings.money.ledger import actions, chains, postings, refusals
from hustings.money.ledger.models import Account, Entry, Period, Transfer
from tests.cast.money.ledger.fixtures import DAY, FIRST, books, gift

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_entries_are_numbered_in_each_books_and_are_a_chain(books):
    other = fixtures_of_others()
    numbers = [gift(books).position, gift(other).position, gift(books).position]
    assert numbers == [1, 1, 2]
    proof = chains.of_entries(books).prove()
    assert (proof.n, proof.fault) == (2, None)


def fixtures_of_others():
    return books(name="Campaign of Eve")


def test_many_are_written_at_once(books, bank, gifts):
    wanted = [
        postings.Posting(DAY, "DO", f"Donation {n}", [(bank, gifts, n)], source=f"donation:{n}")
        for n in range(1, 1001)
    ]
    made = actions.post_many(books=books, postings=wanted)
    assert [entry.position for entry in made] == list(range(1, 1001))
    assert Transfer.objects.count() == 1000
    assert chains.of_entries(books).prove().is_whole
    again = actions.post_many(books=books, postings=wanted)
    assert [entry.pk for entry in again] == [entry.pk for entry in made]
    assert Entry.objects.count() == 1000


def test_a_deed_is_recorded_once(books, bank, gifts):
    first = gift(books, source="donation:1:settled")
    assert gift(books, source="donation:1:settled", on=DAY + timedelta(days=1)) == first
    with pytest.raises(refusals.SourceTaken, match="Entry 1"):
        gift(books, 6_000, source="donation:1:settled")
    assert Entry.objects.count() == 1


def test_nothing_wrong_is_written(books, bank, gifts):
    elsewhere = fixtures_of_others().account(Account.Role.BANK)
    actions.close_account(account=books.account(Account.Role.CASH), by=None)
    cash = books.account(Account.Role.CASH)
    for transfers, refusal in [
        ([], refusals.NothingToPost),
        ([(bank, gifts, 0)], refusals.NothingToPost),
        ([(bank, gifts, -5)], refusals.NothingToPost),
        ([(bank, gifts, 1.5)], refusals.NothingToPost),
        ([(bank, gifts, True)], refusals.NothingToPost),
        ([(bank, gifts, 10**12 + 1)], refusals.TooLarge),
        ([(bank, bank, 5)], refusals.SameAccount),
        ([(elsewhere, gifts, 5)], refusals.OtherBooks),
        ([(cash, gifts, 5)], refusals.AccountClosed),
        ([(bank, gifts, 5), (bank, gifts, 0)], refusals.NothingToPost),
    ]:
        with pytest.raises(refusal):
            gift(books, transfers=transfers)
    with pytest.raises(refusals.OutsideBooks):
        gift(books, on=FIRST - timedelta(days=1))
    with pytest.raises(refusals.NoSuchJournal):
        gift(books, journal="XX")
    assert not Entry.objects.exists()


def test_all_of_many_or_none(books, bank, gifts):
    good = postings.Posting(DAY, "DO", "Donation", [(bank, gifts, 1)])
    bad = postings.Posting(DAY, "DO", "Donation", [(bank, bank, 1)])
    with pytest.raises(refusals.SameAccount):
        actions.post_many(books=books, postings=[good, bad])
    assert not Entry.objects.exists()


def test_an_entry_is_corrected_by_its_counter_entry_once(books, bank, gifts):
    entry = gift(books, 7_000)
    made = actions.reverse(entry=entry, on=DAY, why="Paid twice")
    assert [(row.debit, row.credit, row.amount) for row in made.transfers.all()] == [(gifts, bank, 7_000)]
    assert made.reverses == entry
    for each in (entry, made):
        with pytest.raises(refusals.AlreadyReversed):
            actions.reverse(entry=each, on=DAY, why="Again")


def test_nothing_is_dated_in_a_closed_period(books, bank, gifts):
    entry = gift(books)
    actions.close_period(books=books, through=DAY)
    with pytest.raises(refusals.PeriodClosed, match="2026"):
        gift(books)
    with pytest.raises(refusals.PeriodClosed):
        actions.reverse(entry=entry, on=DAY, why="Wrong")
    with pytest.raises(refusals.PeriodClosed):
        actions.close_period(books=books, through=DAY)
    later = actions.reverse(entry=entry, on=DAY + timedelta(days=1), why="Wrong")
    assert later.position == 2
    assert Period.objects.get().head == entry.digest
    with pytest.raises(refusals.PeriodClosed):
        actions.close_period(books=books, through=date.max)


def test_nothing_is_dated_in_the_future(books, bank, gifts, monkeypatch):
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    for day in (tomorrow, date(2999, 12, 31)):
        with pytest.raises(refusals.InFuture, match="today or an earlier day"):
            gift(books, on=day)
    entry = gift(books, on=today)
    with pytest.raises(refusals.InFuture):
        actions.reverse(entry=entry, on=tomorrow, why="Wrong")
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "localdate", lambda: tomorrow)
        early = gift(books, on=tomorrow)  # as books have them from before
    assert actions.reverse(entry=early, on=today, why="Not yet").on == today
    with pytest.raises(refusals.NotPosted, match="before"):
        actions.reverse(entry=entry, on=today - timedelta(days=1), why="Wrong")


def test_the_database_itself_keeps_entries_as_they_are(books, bank, gifts):
    entry = gift(books)
    actions.close_period(books=books, through=DAY)
    row, period = entry.transfers.get(), Period.objects.get()
    for deed in [
        lambda: Entry.objects.update(label="Other"),
        lambda: Transfer.objects.update(amount=1),
        lambda: Period.objects.update(through=FIRST),
        lambda: Transfer.objects.filter(pk=row.pk).delete(),
        lambda: Entry.objects.filter(pk=entry.pk)._raw_delete("default"),
        lambda: Period.objects.filter(pk=period.pk).delete(),
    ]:
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            deed()


def test_the_database_itself_lets_no_entry_be_unbalanced_or_grow(books, bank, gifts):
    entry = gift(books)
    elsewhere = fixtures_of_others().account(Account.Role.BANK)
    good = {"entry": entry, "position": 2, "on": DAY, "debit": bank, "credit": gifts, "amount": 1}
    for wrong in [
        {}, {"position": 1}, {"position": 0}, {"credit": bank}, {"amount": 0}, {"on": FIRST},
        {"debit": elsewhere},
    ]:  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Transfer.objects.create(**(good | wrong))
    actions.close_period(books=books, through=DAY)
    last = {"books": books, "position": 2, "at": entry.at, "digest": "x", "journal": "DO", "n_transfers": 1}
    with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
        Entry.objects.create(on=DAY, label="Late", **last)


def test_lines_are_netted_into_transfers(books, bank, gifts):
    cash = books.account(Account.Role.CASH)
    moves = postings.netted([(bank, 70), (cash, 30), (gifts, -90), (cash, -10)])
    assert [(move.debit, move.credit, move.amount) for move in moves] == [
        (bank, gifts, 70), (cash, gifts, 20),
    ]  # fmt: skip
    with pytest.raises(refusals.NothingToPost, match="same sum"):
        postings.netted([(bank, 70), (gifts, -60)])
    with pytest.raises(refusals.SameAccount, match="is debited and credited with the same amount"):
        postings.netted([(bank, 70), (bank, -70)])
