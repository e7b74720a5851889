"""Monthly gifts, in the donor's hands."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from hustings.money.donations import actions
from hustings.money.donations.actions.plans import _after, _from
from hustings.money.donations.models import Donation, Plan
from tests.cast.money.donations.fixtures import facts, give

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def plan(party, charlie):
    return actions.start_plan(fund=party, person=charlie, donor=facts(), amount=20_00, means="debit", day=5)


def due(plan):
    Plan.objects.update(next_on=timezone.localdate() - timedelta(days=1))
    return actions.next_gift(plan=plan)


def test_each_month_brings_one_gift(plan):
    assert plan.next_on.day == 5 and plan.next_on >= timezone.localdate()
    gift = due(plan)
    assert (gift.amount, gift.plan, gift.donor, gift.state) == (20_00, plan, plan.donor, "pledged")
    assert actions.next_gift(plan=plan) is None
    assert Donation.objects.count() == 1


def test_donors_change_pause_and_end_their_plan(plan):
    actions.change_plan(plan=plan, amount=30_00, day=12)
    actions.pause_plan(plan=plan)
    assert due(plan) is None
    actions.resume_plan(plan=plan)
    assert due(plan).amount == 30_00
    actions.end_plan(plan=plan)
    actions.end_plan(plan=plan)
    assert due(plan) is None
    kinds = list(plan.person.activities.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["donations.plan_started", "donations.plan_changed", "donations.plan_ended"]


def test_a_break_on_the_day_of_the_gift_asks_for_it_only_once(plan):
    today = timezone.localdate()
    Plan.objects.update(next_on=today, day=min(today.day, 28))
    assert actions.next_gift(plan=plan)
    actions.pause_plan(plan=plan)
    actions.resume_plan(plan=plan)
    assert actions.next_gift(plan=plan) is None
    plan.refresh_from_db()
    assert plan.next_on == _after(today, plan.day)


def test_a_plan_stops_at_the_cap(plan, party, charlie):
    give(party, charlie, 7_490_00)
    assert due(plan) is None
    assert Plan.objects.get().paused_at and Donation.objects.count() == 1


def test_the_days_of_a_plan():
    assert _from(date(2026, 12, 5), 5) == date(2026, 12, 5)
    assert _from(date(2026, 12, 6), 5) == date(2027, 1, 5)
    assert _after(date(2026, 1, 31), 28) == date(2026, 2, 28)
