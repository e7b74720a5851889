"""The course of a gift: each step once, only forward, and an entry in the books for each."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.money.donations import actions, refusals
from hustings.money.donations.models import Donation, Donor, State
from hustings.money.ledger.models import Account, Entry
from hustings.money.payments.models import Channel
from hustings.people.persons.models import Activity
from tests.cast.money.donations.fixtures import facts, give, pledge

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Role = Account.Role


def moves():
    """Transfers in the books: roles of the accounts, and amounts."""
    rows = Entry.objects.order_by("position").prefetch_related("transfers__debit", "transfers__credit")
    return [(one.debit.role, one.credit.role, one.amount) for row in rows for one in row.transfers.all()]


def test_a_gift_is_settled_once_however_often_it_is_told(fund, charlie):
    gift = pledge(fund, charlie, 50_00)
    for _time in range(3):
        gift = actions.settle(donation=gift)
    assert (gift.state, gift.expires_at) == (State.SETTLED, None)
    assert moves() == [(Role.TRANSIT, Role.GIFTS, 50_00)]
    assert Activity.objects.filter(person=charlie, kind="donations.settled").count() == 1
    assert Entry.objects.get().label.endswith(f"D{gift.pk} reçu") or "received" in Entry.objects.get().label


def test_the_books_name_no_donor(fund, charlie):
    entry = (give(fund, charlie, 50_00), Entry.objects.get())[1]
    assert "Martin" not in f"{entry.label} {entry.reference} {entry.source}"


@pytest.mark.parametrize(
    ("values", "place", "origin"),
    [
        ({"means": "transfer"}, Role.BANK, Role.GIFTS),
        ({"means": "cheque", "kind": "dues"}, Role.CHEQUES, Role.DUES),
        ({"means": "cash"}, Role.CASH, Role.GIFTS),
        ({"means": "debit", "kind": "office_dues"}, Role.TRANSIT, Role.ELECTED_DUES),
        ({"means": "transfer", "kind": "loan", "months": 12}, Role.BANK, Role.LOANS),
        ({"means": "goods", "kind": "in_kind", "goods": "Chairs"}, Role.IN_KIND_SPENT, Role.IN_KIND),
    ],
)
def test_each_kind_and_means_has_its_accounts(party, charlie, alice, values, place, origin):
    actions.enter(
        fund=party, person=charlie, donor=facts(), amount=90_00, on=timezone.localdate(), by=alice, **values
    )
    assert moves() == [(place, origin, 90_00)]


def test_states_only_move_forward(fund, charlie):
    gift = give(fund, charlie, 50_00)
    for step in (
        actions.fail,
        lambda donation: actions.begin_payment(donation=donation, held_for=timedelta(1)),
    ):
        with pytest.raises(refusals.NotNow, match="received"):
            step(donation=gift)
    assert Donation.objects.get().state == State.SETTLED


def test_money_that_comes_after_all_is_money(fund, charlie):
    gift = pledge(fund, charlie, 50_00, held_for=timedelta(seconds=-1))
    assert actions.expire_overdue() == 1 and actions.expire_overdue() == 0
    assert actions.settle(donation=gift).state == State.SETTLED
    assert Donation.objects.get().ended_at is None


def test_a_gift_is_refunded_in_parts(fund, charlie, alice):
    gift = give(fund, charlie, 50_00)
    assert actions.refund(donation=gift, amount=20_00, by=alice).state == State.SETTLED
    with pytest.raises(refusals.TooMuch):
        actions.refund(donation=gift, amount=30_01)
    assert actions.refund(donation=gift).state == State.REFUNDED
    with pytest.raises(refusals.NotNow, match="refunded already"):
        actions.refund(donation=gift, amount=1)
    assert moves()[1:] == [(Role.GIFTS, Role.TRANSIT, 20_00), (Role.GIFTS, Role.TRANSIT, 30_00)]


def test_a_dispute_holds_the_money_until_it_is_won_or_lost(fund, charlie, eve):
    gift, other = give(fund, charlie, 50_00), give(fund, eve, 70_00)
    for row in (gift, gift, other):
        actions.dispute(donation=row)
    with pytest.raises(refusals.NotNow, match="disputed"):
        actions.refund(donation=gift)
    assert actions.win_dispute(donation=gift).state == State.SETTLED
    assert actions.lose(donation=other).state == State.LOST
    assert moves()[2:] == [
        (Role.DISPUTED, Role.TRANSIT, 50_00),
        (Role.DISPUTED, Role.TRANSIT, 70_00),
        (Role.TRANSIT, Role.DISPUTED, 50_00),
        (Role.GIFTS, Role.DISPUTED, 70_00),
    ]


def test_a_closed_fund_takes_no_gift_but_the_money_on_its_way(fund, charlie):
    gift = pledge(fund, charlie, 50_00)
    actions.close_fund(fund=fund)
    with pytest.raises(refusals.FundClosed):
        pledge(fund, charlie, 50_00)
    assert actions.settle(donation=gift).state == State.SETTLED


def test_a_record_that_is_gone_gives_nothing(fund, charlie):
    key = charlie.pk
    charlie.delete()
    charlie.pk = key
    with pytest.raises(refusals.PersonGone, match="is gone"):
        pledge(fund, charlie, 50_00)


def test_what_the_law_wants_kept_outlives_the_record_and_no_longer(fund, charlie):
    from hustings.people.privacy import actions as privacy

    give(fund, charlie, 50_00)
    privacy.erase_person(person=charlie, user=None)
    row = Donation.objects.get()
    assert row.person is None and row.donor.family_name == "Martin"
    assert row.donor.kept_until.year == timezone.localdate().year + 10
    assert actions.forget_kept() == 0
    Donor.objects.update(kept_until=timezone.localdate() - timedelta(days=1))
    actions.forget_kept()
    assert not Donation.objects.exists() and not Donor.objects.exists()
    assert Entry.objects.exists()


def test_gifts_never_paid_are_forgotten(fund, charlie):
    actions.fail(donation=pledge(fund, charlie, 50_00))
    assert actions.forget_unpaid() == 0
    Donation.objects.update(ended_at=timezone.now() - timedelta(days=91))
    actions.forget_unpaid()
    assert not Donation.objects.exists() and not Donor.objects.exists()


def test_a_cheque_entered_by_hand_waits_for_its_deposit_slip(party, charlie, alice):
    channel = Channel.objects.create(books=party.books, provider="cheque", name="Cheques")
    about = {"fund": party, "person": charlie, "donor": facts(), "on": timezone.localdate(), "by": alice}
    gift = actions.enter(amount=90_00, means="cheque", **about)
    actions.enter(amount=10_00, means="transfer", **about)
    waiting = channel.payments.get(slip=None)
    assert (waiting.purpose, waiting.amount) == (f"donations:{gift.pk}", 90_00)


def test_a_second_dispute_after_one_that_was_won_is_posted_too(fund, charlie):
    gift = give(fund, charlie, 50_00)
    for _time in range(2):
        actions.dispute(donation=gift)
        actions.win_dispute(donation=gift)
    assert Entry.objects.count() == 5
