"""Receipts made out: for which gifts, with which numbers, once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hustings.foundation.campaigns.models import Campaign
from hustings.money.donations import actions as donations
from hustings.money.donations.models import Donor, RefundProposal
from hustings.money.receipts import actions, issuing, numbers, tasks, waiting
from hustings.money.receipts.models import Receipt, ReceiptItem, Run
from hustings.money.receipts.refusals import NumbersTaken, SeriesClosed
from tests.cast.money.donations.fixtures import facts, give, pledge
from tests.cast.money.receipts.fixtures import given, issue, series

pytestmark = [pytest.mark.django_db]
YEAR = timezone.localdate().year
LAST = date(YEAR - 1, 6, 1)


@pytest.mark.both
def test_each_payment_has_one_receipt_and_a_second_run_makes_none(party, charlie, eve):
    rows = series(party)
    for person in (charlie, eve, charlie):
        give(party, person, 50_00)
    pledge(party, eve, 70_00)
    assert [row.number for row in issue(rows)] == ["R000001", "R000002", "R000003"]
    assert len(issue(rows)) == 3
    give(party, eve, 10_00)
    assert [row.number for row in issue(rows)][-1] == "R000004"
    assert numbers.gaps(rows) == 0


def test_a_monthly_gift_does_not_inherit_the_receipt_of_the_month_before(party, charlie):
    rows = series(party)
    plan = donations.start_plan(fund=party, person=charlie, donor=facts(), amount=20_00, means="card", day=1)
    for _month in range(2):
        plan.next_on = timezone.localdate()
        plan.save()
        donations.settle(donation=donations.next_gift(plan=plan))
        issue(rows)
    assert [row.total for row in issue(rows)] == [20_00, 20_00]


def test_numbers_begin_again_each_year_where_the_party_wants_it(party, charlie):
    rows = series(party, is_yearly=True, prefix="DON/")
    give(party, charlie, 50_00)
    assert issue(rows)[0].number == f"DON/{YEAR}-000001"


@pytest.mark.both
def test_numbers_of_the_authority_are_used_in_their_order_until_none_is_left(party, charlie):
    rows = given(party, 41, 42)
    for _n in range(4):
        give(party, charlie, 10_00)
    assert [row.number for row in issue(rows)] == ["P0041", "P0042"]
    assert numbers.left(rows) == 0
    actions.add_range(series=rows, first=7, last=90, prefix="Q", width=1)
    assert [row.number for row in issue(rows)][2:] == ["Q7", "Q8"]
    assert numbers.left(rows) == 82 and numbers.gaps(rows) == 0
    with pytest.raises(NumbersTaken):
        actions.add_range(series=rows, first=42, last=50, prefix="P", width=4)


def test_a_year_makes_one_receipt_per_donor_kind_and_means(party, charlie, eve):
    rows = series(party, span="year")
    for amount in (10_00, 20_00):
        give(party, charlie, amount, on=LAST)
    give(party, charlie, 30_00, on=LAST, means="cheque")
    give(party, charlie, 40_00, on=LAST, kind="dues")
    give(party, eve, 50_00, on=LAST)
    give(party, eve, 60_00)
    order = actions.order_year(series=rows, year=YEAR - 1)
    tasks.run.call(order.pk)
    assert sorted(rows.receipts.values_list("person__given_name", "total")) == [
        ("Charlie", 30_00), ("Charlie", 30_00), ("Charlie", 40_00), ("Charly", 50_00),
    ]  # fmt: skip
    order.refresh_from_db()
    assert (order.n_all, order.n_seen, order.n_issued, bool(order.done_at)) == (5, 5, 4, True)
    tasks.run.call(order.pk)
    tasks.run.call(actions.order_year(series=rows, year=YEAR - 1).pk)
    assert rows.receipts.count() == 4


def test_two_orders_of_a_year_under_way_are_one(party):
    rows = series(party, span="year")
    assert actions.order_year(series=rows, year=2025) == actions.order_year(series=rows, year=2025)
    assert Run.objects.count() == 1


@pytest.mark.both
def test_a_run_that_is_broken_off_leaves_no_gap_and_goes_on(party, charlie, monkeypatch):
    rows = series(party)
    for _n in range(5):
        give(party, charlie, 10_00)
    monkeypatch.setattr(issuing, "CHUNK", 2)
    stops = iter([None, None, KeyboardInterrupt])

    def stop():
        if broken := next(stops):
            raise broken

    with pytest.raises(KeyboardInterrupt):
        issuing.run(rows, tasks.mail.enqueue, stop=stop)
    assert rows.receipts.count() == 4 and numbers.gaps(rows) == 0
    assert [row.n for row in issue(rows)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"kind": "loan", "months": 12}, None),
        ({"donor": facts(street="")}, "tax address"),
        ({"donor": facts(nationality="", country="FR")}, "nationality"),
    ],
)
def test_no_receipt_where_the_law_gives_none_or_a_fact_is_missing(party, charlie, values, reason):
    rows = series(party)
    gift = give(party, charlie, 10_00, **values)
    assert issue(rows) == []
    assert waiting.due(rows).exists() is bool(reason)
    if reason:
        assert reason in waiting.Judge().reason(gift)


def test_what_has_to_be_refunded_or_was_or_is_disputed_has_none(party, charlie):
    rows = series(party)
    donations.refund(donation=give(party, charlie, 10_00))
    donations.dispute(donation=give(party, charlie, 20_00))
    donations.lose(donation=give(party, charlie, 30_00))
    RefundProposal.objects.create(
        donation=give(party, charlie, 40_00), amount=1, code="cap_per_year", rule="x", article="y"
    )
    part = give(party, charlie, 50_00)
    donations.refund(donation=part, amount=20_00)
    assert [row.total for row in issue(rows)] == [30_00]


def test_cash_above_the_limit_has_no_receipt_even_where_it_was_taken(party, charlie):
    campaign = Campaign.load()
    Campaign.objects.filter(pk=campaign.pk).update(country="")
    gift = give(party, charlie, 200_00, means="cash")
    Campaign.objects.filter(pk=campaign.pk).update(country="fr")
    assert issue(series(party)) == []
    assert "11-4" in waiting.Judge().reason(gift)


@pytest.mark.parametrize(
    ("means", "facts_", "reduces"),
    [("card", {}, True), ("cash", {}, False), ("card", {"country": "DE"}, False)],
)
def test_the_receipt_of_a_candidate_says_whether_it_reduces_tax(fund, charlie, means, facts_, reduces):
    rows = given(fund)
    give(fund, charlie, 50_00, means=means, donor=facts(**facts_))
    assert [row.reduces_tax for row in issue(rows)] == [reduces]


def test_where_the_law_wants_the_authoritys_number_ours_only_confirms(party, charlie):
    give(party, charlie, 50_00)
    own = series(party)
    assert [row.facts["is_receipt"] for row in issue(own)] == [False]
    actions.close_series(series=own)
    give(party, charlie, 50_00)
    assert [row.facts["is_receipt"] for row in issue(given(party))] == [True]


def test_without_a_country_receipts_are_plain(party, charlie):
    Campaign.objects.update(country="")
    give(party, charlie, 50_00, donor=Donor(given_name="Charlie", family_name="Martin"))
    row = issue(series(party))[0]
    assert (row.facts["rule"], row.facts["is_receipt"], row.reduces_tax) == ("", True, False)


def test_books_have_one_series_at_a_time(party, charlie):
    first = series(party)
    with pytest.raises(SeriesClosed):
        series(party)
    actions.close_series(series=first)
    give(party, charlie, 50_00)
    assert issue(first) == []
    with pytest.raises(SeriesClosed):
        actions.order_year(series=first, year=YEAR)
    assert len(issue(series(party, prefix="S"))) == 1


def test_the_database_lets_no_gift_have_two_receipts(party, charlie):
    rows = series(party)
    gift = give(party, charlie, 50_00)
    issue(rows)
    about = {"year": 0, "n": 2, "number": "R000002", "total": 1, "currency": "EUR", "given_in": YEAR}
    other = Receipt(series=rows, reduces_tax=False, language="fr", **about)
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()
        ReceiptItem.objects.create(receipt=other, donation=gift, amount=1)


def test_gifts_before_the_series_have_their_receipts_from_elsewhere(party, charlie):
    rows = series(party, since=timezone.localdate())
    give(party, charlie, 50_00, on=timezone.localdate() - timedelta(days=1))
    assert issue(rows) == []
