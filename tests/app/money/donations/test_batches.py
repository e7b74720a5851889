"""Gifts whose payments are told of together: one batch, however many, and none held up by another."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hustings.foundation.webhooks.models import Delivery, Endpoint
from hustings.money.donations.models import Donation, Plan, State
from hustings.money.ledger.models import Entry
from hustings.money.payments import effects, intake
from hustings.money.payments.models import Event, Payment
from hustings.money.payments.providers.port import Fact, Told
from hustings.people.persons.models import Activity, Person
from tests.cast.money.donations.fixtures import facts, pledge
from tests.cast.money.payments.fixtures import channel

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def road(party):
    return channel(party.books, "stripe")


def gifts(fund, road, n, **values):
    """So many gifts of as many people, with a payment each that waits."""
    made = []
    for _at in range(n):
        person = Person.objects.create(given_name="Charlie", family_name="Martin")
        gift = pledge(fund, person, 50_00, language="en", **values)
        made.append(
            Payment.objects.create(
                channel=road, purpose=f"donations:{gift.pk}", amount=50_00, currency="EUR", label="Gift"
            )
        )
    return made


def told(kind, payment, **more):
    fact = Fact(kind, number=payment.number, on=timezone.localdate().isoformat(), **more)
    return Told(f"{kind}:{payment.pk}", kind, [fact], timezone.now())


def tell(road, *events):
    intake.note(road, events)
    while effects.apply_some(road):
        pass


def states():
    return sorted(Donation.objects.values_list("state", flat=True))


def test_the_questions_of_a_batch_do_not_grow_with_it(party, road):
    asked = []
    for n in (10, 100):
        payments = gifts(party, road, n)
        intake.note(road, [told("settled", row, provider_id=f"pi_{row.pk}") for row in payments])
        with CaptureQueriesContext(connection) as found:
            assert effects.apply_some(road) == n
        asked.append(len(found))
    assert asked[1] <= asked[0] + 4, asked  # rows that go in some at a time
    assert asked[1] < 50
    assert Donation.objects.filter(state=State.SETTLED).count() == 110
    assert Entry.objects.count() == Activity.objects.filter(kind="donations.settled").count() == 110


def test_refunds_of_a_batch_ask_for_their_own_rows_alone(party, road):
    payments = gifts(party, road, 60)
    tell(road, *(told("settled", row) for row in payments))
    intake.note(road, [told("refunded", row, amount=20_00) for row in payments])
    with CaptureQueriesContext(connection) as found:
        effects.apply_some(road)
    assert len(found) < 50 + 2 * 60  # the row of each refund: found, written
    assert set(Donation.objects.values_list("refunded", flat=True)) == {20_00}


def test_one_gift_that_is_gone_leaves_the_others_of_its_batch(party, road):
    payments = gifts(party, road, 20)
    Donation.objects.filter(pk=int(payments[7].purpose.partition(":")[2])).delete()
    tell(road, *(told("settled", row) for row in payments))
    assert states() == [State.SETTLED] * 19
    assert Payment.objects.filter(state="settled").count() == 19
    stuck = Event.objects.get(done_at=None)
    assert (stuck.payment_id, stuck.n_tried) == (payments[7].pk, 1) and "erased" in stuck.problem
    assert Entry.objects.count() == 19


def test_one_entry_that_the_books_refuse_leaves_the_others_of_its_batch(party, road):
    payments = gifts(party, road, 5)
    events = [told("settled", row) for row in payments[:4]]
    events.append(
        Told("old", "settled", [Fact("settled", number=payments[4].number, on="1999-01-01")], timezone.now())
    )
    tell(road, *events)
    assert states() == [State.PLEDGED, *[State.SETTLED] * 4]
    assert Event.objects.get(done_at=None).event_id == "old"


def test_two_payments_of_one_gift_in_a_batch_leave_a_surplus(party, road):
    (first,) = gifts(party, road, 1)
    Payment.objects.filter(pk=first.pk).update(state="expired")
    second = Payment.objects.create(
        channel=road, purpose=first.purpose, amount=50_00, currency="EUR", label="Gift"
    )
    tell(road, told("settled", second), told("settled", first))
    assert sorted(Payment.objects.values_list("state", "is_surplus")) == [
        ("settled", False),
        ("settled", True),
    ]
    assert states() == [State.SETTLED] and Entry.objects.count() == 2


def test_all_steps_of_a_gift_in_one_batch_are_taken_in_their_order(party, road):
    (payment,) = gifts(party, road, 1)
    tell(road, told("refunded", payment, amount=50_00), told("settled", payment))
    assert states() == [State.REFUNDED]
    assert Entry.objects.count() == 2
    kinds = (
        Activity.objects.filter(kind__startswith="donations.").order_by("pk").values_list("kind", flat=True)
    )
    assert list(kinds) == ["donations.settled", "donations.refunded"]


def test_failures_of_a_monthly_gift_are_counted_and_forgotten_in_order(party, road, charlie):
    donor = facts(person=charlie)
    donor.fit()
    donor.save()
    plan = Plan.objects.create(
        fund=party, person=charlie, donor=donor, means="card", amount=50_00, day=5,
        next_on=timezone.localdate() + timedelta(days=20),
    )  # fmt: skip
    payments = gifts(party, road, 2, plan=plan)
    tell(road, told("settled", payments[0]), told("failed", payments[1]))
    plan.refresh_from_db()
    assert plan.n_failed == 1
    tell(road, told("settled", payments[1]))
    plan.refresh_from_db()
    assert plan.n_failed == 0 and states() == [State.SETTLED] * 2


def test_whoever_listens_hears_of_each_gift_of_a_batch(party, road, alice):
    Endpoint.objects.create(url="https://example.org/", events=["donations.received"], user=alice)
    payments = gifts(party, road, 3)
    tell(road, *(told("settled", row) for row in payments))
    keys = set(Delivery.objects.filter(event="donations.received").values_list("key", flat=True))
    assert keys == set(Donation.objects.values_list("pk", flat=True))


def test_what_comes_within_a_second_is_one_look_at_its_end(party, road, clock, run_tasks):
    clock("2026-12-01 10:00:00.2")
    payments = gifts(party, road, 3)
    for row in payments:
        intake.note(road, [told("settled", row)])
    assert Donation.objects.filter(state=State.SETTLED).count() == 0
    assert run_tasks() == 0
    clock("2026-12-01 10:00:01")
    assert run_tasks() == 1 + 3  # and thanks
    assert states() == [State.SETTLED] * 3
