"""Matches undone: what a line was taken for is awaited again, and the books say both."""

from datetime import date

import pytest

from hustings.money.banking import actions, matching
from hustings.money.banking.models import StatementLine
from hustings.money.ledger.models import Account, Books
from hustings.money.payments import actions as payments
from hustings.money.payments import course
from hustings.money.payments.models import Payment, Slip, State
from hustings.money.payments.providers.transfer import reference
from hustings.money.payments.refusals import NotPossible
from tests.cast.money.payments.fixtures import balance, begin, channel, moves

pytestmark = [pytest.mark.django_db]
Role = Account.Role
DAY = date(2026, 12, 1)


def bring(books: Books, text: str, amount: str = "50,00", name: str = "a.csv") -> StatementLine:
    content = f"date;libelle;montant\n{DAY};{text};{amount}".encode()
    actions.bring(books=books, name=name, content=content)
    return StatementLine.objects.latest("pk")


def test_a_payment_matched_by_mistake_is_awaited_again_and_its_line_proposed(books, receiver, alice):
    payment = begin(channel(books)).payment
    line = bring(books, f"VIR {reference(payment.pk)}")
    for _time in range(2):
        actions.unmatch(line=line, by=alice)
        payment.refresh_from_db()
        assert (payment.state, payment.settled_on, payment.is_surplus) == (State.PENDING, None, False)
        assert payment.expires_at and balance(books, Role.BANK) == 0
        line = StatementLine.objects.open().get()
        assert matching.proposals(line) == [("payment", payment)]
        actions.confirm(line=line, kind="payment", key=payment.pk, by=alice)
        assert balance(books, Role.BANK) == 50_00
    assert [kind for _key, kind, _amount in receiver.told][-3:] == ["settled", "unsettled", "settled"]


def test_what_came_twice_or_was_refunded_since_is_undone_only_in_its_order(books, alice):
    road = channel(books)
    first = begin(road).payment
    course.expire(course.locked([first.pk])[first.pk], DAY)
    second = begin(road).payment
    line, later = bring(books, reference(second.pk)), bring(books, f"LATE {reference(first.pk)}", name="b")
    first.refresh_from_db()
    assert first.is_surplus
    with pytest.raises(NotPossible, match="came for the same"):
        actions.unmatch(line=line, by=alice)
    actions.unmatch(line=later, by=alice)
    first.refresh_from_db()
    assert (first.state, first.is_surplus, balance(books, Role.TO_REFUND)) == (State.EXPIRED, False, 0)
    actions.confirm(line=later, kind="payment", key=first.pk, by=alice)
    assert balance(books, Role.TO_REFUND) == -50_00
    payments.refund(Payment.objects.get(pk=first.pk), 50_00, alice)
    with pytest.raises(NotPossible):
        actions.unmatch(line=later, by=alice)


def test_a_slip_that_was_not_on_the_line_leaves_the_bank_and_comes_anew(books, alice):
    road = channel(books, "cheque")
    kept = payments.record(books=books, means="cheque", purpose="tests:1", amount=5_00, label="C", on=DAY)
    slip = actions.deposit(channel=road, keys=[kept.pk], on=DAY)
    line = bring(books, "REMISE", "5,00")
    actions.unmatch(line=line, by=alice)
    assert balance(books, Role.BANK) == 0 and StatementLine.objects.open().get() == line
    actions.confirm(line=line, kind="slip", key=slip.pk, by=alice)
    assert moves() == [
        (Role.BANK, Role.CHEQUES, 5_00), (Role.CHEQUES, Role.BANK, 5_00), (Role.BANK, Role.CHEQUES, 5_00)
    ]  # fmt: skip


def test_a_slip_with_a_wrong_tick_is_void_until_the_bank_has_it(books):
    road = channel(books, "cheque")
    kept = payments.record(books=books, means="cheque", purpose="tests:1", amount=5_00, label="C", on=DAY)
    first = actions.deposit(channel=road, keys=[kept.pk], on=DAY)
    actions.void(slip=first)
    second = actions.deposit(channel=road, keys=[kept.pk], on=DAY)
    actions.deposited(slip=first, on=DAY)
    assert second.number == 2 and not moves()
    actions.deposited(slip=second, on=DAY)
    with pytest.raises(NotPossible):
        actions.void(slip=second)
    assert Slip.objects.filter(voided_at=None).get() == second
