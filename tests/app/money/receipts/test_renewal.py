"""Receipts voided and replaced: by hand, and because gifts went back."""

import pytest

from hustings.money.donations import actions as donations
from hustings.money.receipts import actions, emptying, tasks
from hustings.money.receipts.models import Receipt
from hustings.money.receipts.refusals import IsVoid, NothingDue
from hustings.people.duplicates.actions import merges
from hustings.people.privacy import actions as privacy
from tests.cast.money.donations.fixtures import give
from tests.cast.money.receipts.fixtures import given, issue, series

pytestmark = [pytest.mark.django_db]


@pytest.mark.both
def test_a_part_refunded_voids_the_receipt_and_what_is_left_has_another_one(party, charlie):
    rows = series(party)
    gift = give(party, charlie, 50_00)
    issue(rows)
    donations.refund(donation=gift, amount=20_00)
    tasks.renew_outdated()
    tasks.renew_outdated()
    old, new = rows.receipts.order_by("pk")
    assert (old.number, old.why_void, old.total, old.is_whole) == ("R000001", "refunded", 50_00, True)
    assert (new.number, new.total, new.replaces, new.voided_at) == ("R000002", 30_00, old, None)
    donations.refund(donation=gift)
    tasks.renew_outdated()
    tasks.issue_due()
    assert list(rows.receipts.valid()) == []
    assert [line.number for line in rows.receipts.order_by("pk")] == ["R000001", "R000002"]


def test_a_gift_the_bank_took_back_leaves_a_void_receipt(party, charlie):
    rows = series(party)
    gift = give(party, charlie, 50_00)
    issue(rows)
    donations.lose(donation=gift)
    tasks.renew_outdated()
    assert [row.why_void for row in rows.receipts.all()] == ["refunded"]


def test_a_void_receipt_holds_its_gift_until_somebody_wants_another(party, charlie):
    rows = series(party)
    give(party, charlie, 50_00)
    old = issue(rows)[0]
    assert actions.void(receipt=old, why="mistake", note="Twice") is None
    assert len(issue(rows)) == 1
    with pytest.raises(IsVoid):
        actions.void(receipt=old, why="mistake")
    new = actions.replace(receipt=old)
    assert (new.number, new.replaces) == ("R000002", old)
    with pytest.raises(NothingDue):
        actions.replace(receipt=old)


def test_another_one_has_the_details_of_today(party, charlie):
    rows = series(party)
    gift = give(party, charlie, 50_00)
    old = issue(rows)[0]
    donations.correct_donor(donor=gift.donor, values={"street": "2 rue Neuve"})
    new = actions.void(receipt=old, why="details", is_replaced=True)
    old.refresh_from_db()
    assert (old.facts["donor"]["street"], new.facts["donor"]["street"]) == ("1 rue de la Paix", "2 rue Neuve")


def test_without_a_number_nothing_replaces_it_and_the_gift_waits(party, charlie):
    rows = given(party, 1, 1)
    give(party, charlie, 50_00)
    old = issue(rows)[0]
    assert actions.void(receipt=old, why="details", is_replaced=True) is None
    actions.add_range(series=rows, first=2, last=9, prefix="P", width=4)
    assert [row.number for row in issue(rows)] == ["P0001", "P0002"]


def test_what_the_database_says_otherwise_is_seen(party, charlie):
    rows = series(party)
    give(party, charlie, 50_00)
    row = issue(rows)[0]
    Receipt.objects.update(total=5_000_00)
    row.refresh_from_db()
    assert not row.is_whole


def test_receipts_move_with_a_merge_and_stay_after_an_erasure(party, charlie, eve):
    rows = series(party)
    give(party, eve, 50_00)
    issue(rows)
    merges.merge(kept=charlie, absorbed=eve)
    assert [row.person for row in rows.receipts.all()] == [charlie]
    privacy.erase_person(person=charlie, user=None)
    row = rows.receipts.get()
    assert (row.person, row.name, row.is_whole) == (None, "Charlie Martin", True)
    assert emptying.empty() == 0


def test_once_the_law_lets_go_of_the_gift_only_the_number_is_left(party, charlie):
    rows = series(party)
    gift = give(party, charlie, 50_00)
    issue(rows)
    privacy.erase_person(person=charlie, user=None)
    type(gift.donor).objects.update(kept_until="2020-12-31")
    assert donations.forget_kept()
    assert emptying.empty() == 1 and emptying.empty() == 0
    row = rows.receipts.get()
    assert (row.number, row.name, row.facts, row.email, row.is_whole) == ("R000001", "", {}, "", True)
