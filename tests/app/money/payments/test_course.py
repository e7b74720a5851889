"""The course of payments: what is told is written first, acted on once, and moves only forward."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.money.ledger.models import Account, Entry
from hustings.money.payments import actions, checkout, effects, hooks, intake, privacy, upkeep
from hustings.money.payments.models import Event, Payment, State
from hustings.money.payments.providers import transfer
from hustings.money.payments.providers.port import Fact, Told
from hustings.money.payments.refusals import NoChannel, NotPossible, TooMuch
from hustings.people.persons.models import Email, Person
from tests.cast.money.payments.fixtures import balance, begin, channel, moves

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Role = Account.Role


def told(kind, payment, n=0, **more):
    fact = Fact(kind, number=payment.number, on=timezone.localdate().isoformat(), **more)
    return Told(f"{kind}:{n}", kind, [fact], timezone.now())


def tell(road, *events):
    intake.note(road, events)
    while effects.apply_some(road):
        pass


def test_a_transfer_is_waited_for_by_a_reference_with_check_digits(books, receiver):
    begun = begin(channel(books))
    lines = dict(begun.instructions)
    reference = lines["Reference (please copy it)"]
    assert begun.url == "" and begun.payment.state == State.PENDING
    assert receiver.told == [(1, "pending", 50_00)]
    assert transfer.keys_in(f"GIFT {reference} 123") == [begun.payment.pk]
    wrong = reference[:-1] + str((int(reference[-1]) + 1) % 10)
    assert begun.payment.pk not in transfer.keys_in(wrong)


def test_the_same_purpose_begins_one_payment_and_another_channel_takes_its_place(books):
    first, second = channel(books), channel(books, "cheque", position=20)
    assert begin(first).payment == begin(first).payment
    other = begin(second).payment
    assert other.channel == second
    assert Payment.objects.get(channel=first).state == State.EXPIRED


def test_a_channel_that_is_off_or_fails_gives_way_to_the_next(books):
    first = channel(books, settings={}, name="No IBAN")
    books.iban = ""
    books.save()
    second = channel(books, "cheque", position=20)
    begun = begin(first)
    assert begun.payment.channel == second
    assert [each.pk for each in checkout.channels(books)] == [second.pk, first.pk]
    second.off_at = timezone.now()
    second.save()
    with pytest.raises(NoChannel):
        begin(first, key=2)


def test_events_in_any_order_and_doubled_come_to_the_same_end(books, receiver):
    road = channel(books)
    sums = set()
    for key, order in enumerate(itertools.permutations(range(4)), 1):
        payment = begin(road, key).payment
        events = [
            told("settled", payment, key),
            told("disputed", payment, key, key="dp1"),
            told("won", payment, key, key="dp1"),
            told("refunded", payment, key, amount=20_00),
        ]
        tell(road, *(events[n] for n in order), *events)
        payment.refresh_from_db()
        sums.add((payment.state, payment.refunded))
    assert sums == {(State.SETTLED, 20_00)}
    assert balance(books, Role.GIFTS) == -30_00 * 24
    assert balance(books, Role.BANK) == 30_00 * 24
    assert balance(books, Role.DISPUTED) == 0


def test_a_late_failure_does_not_undo_what_was_received(books):
    road = channel(books)
    payment = begin(road).payment
    tell(
        road,
        told("settled", payment),
        told("failed", payment),
        told("expired", payment),
        told("pending", payment),
    )
    payment.refresh_from_db()
    assert payment.state == State.SETTLED


def test_money_that_comes_after_all_is_money_and_twice_is_a_surplus(books, receiver):
    road, cheque = channel(books), channel(books, "cheque", position=20)
    first = begin(road).payment
    second = begin(cheque).payment
    tell(cheque, told("settled", second))
    tell(road, told("settled", first))
    first.refresh_from_db()
    assert first.is_surplus and first.state == State.SETTLED
    assert [each[1] for each in receiver.told].count("settled") == 1
    assert balance(books, Role.TO_REFUND) == -50_00
    actions.refund(first, 50_00)
    assert balance(books, Role.TO_REFUND) == 0


def test_an_event_that_cannot_be_posted_holds_up_no_other_and_is_tried_again(books):
    road = channel(books)
    good, bad = begin(road, 1).payment, begin(road, 2).payment
    outside = Told("late", "settled", [Fact("settled", number=bad.number, on="1999-01-01")], timezone.now())
    tell(road, outside, told("settled", good))
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == (State.SETTLED, State.PENDING)
    stuck = Event.objects.get(done_at=None)
    assert stuck.event_id == "late" and "not open" in stuck.problem
    assert Entry.objects.count() == 1


def test_another_amount_than_asked_for_is_not_taken(books):
    road = channel(books)
    payment = begin(road).payment
    tell(road, told("settled", payment, amount=1, currency="EUR"))
    payment.refresh_from_db()
    assert payment.state == State.PENDING
    assert Event.objects.get().problem


def test_unpaid_payments_end_and_say_so(books, receiver):
    payment = begin(channel(books)).payment
    Payment.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert upkeep.expire_overdue() == 1
    payment.refresh_from_db()
    assert payment.state == State.EXPIRED
    assert receiver.told[-1] == (1, "expired", 50_00)


def test_a_refund_is_no_more_than_what_is_left(books, receiver):
    road = channel(books)
    payment = begin(road).payment
    with pytest.raises(NotPossible):
        actions.refund(payment, 1)
    tell(road, told("settled", payment))
    actions.refund(payment, 20_00)
    with pytest.raises(TooMuch):
        actions.refund(payment, 30_01)
    assert receiver.told[-1] == (1, "refunded", 20_00)
    assert moves() == [(Role.BANK, Role.GIFTS, 50_00), (Role.GIFTS, Role.BANK, 20_00)]


def test_a_lost_dispute_takes_the_money_back(books, receiver):
    road = channel(books)
    payment = begin(road).payment
    tell(road, told("lost", payment, key="dp1"))
    payment.refresh_from_db()
    assert payment.state == State.LOST
    assert [each[1] for each in receiver.told] == ["pending", "settled", "disputed", "lost"]
    assert balance(books, Role.BANK) == balance(books, Role.GIFTS) == balance(books, Role.DISPUTED) == 0


def test_payers_are_forgotten_on_request_and_in_time_and_charged_no_more(books, alice):
    road = channel(books, "sepa", settings={"creditor_id": "FR72ZZZ123456"})
    person = Person.objects.create(given_name="Charlie", family_name="Martin")
    person.emails.create(address="charlie@example.org", status=Email.Status.CONFIRMED)
    mandate = begin(road, iban="FR7630006000011234567890189", holder="Charlie Martin").payment.mandate
    assert [row[1] for row in privacy._mandates(person)] == ["Charlie Martin"]
    assert len(list(privacy._payments(person))) == 1
    privacy.erase([person.pk], [])
    mandate.refresh_from_db()
    assert (mandate.holder, mandate.iban, mandate.email) == ("", "", "") and mandate.ended_at
    with pytest.raises(NotPossible):
        actions.charge(mandate, "tests:2", amount=5_00, currency="EUR", label="Gift")
    old = begin(channel(books), 3, given_name="Old").payment
    Payment.objects.filter(pk=old.pk).update(state=State.FAILED, made_at=timezone.now() - timedelta(days=61))
    upkeep.forget()
    old.refresh_from_db()
    assert (old.email, old.name) == ("", "")


def test_a_fault_of_whoever_is_paid_holds_up_no_other_payment(books, receiver):
    road = channel(books)
    good, bad = begin(road, 1).payment, begin(road, 2).payment

    def on_changes(told):
        if any(key == 2 for key, _payment, _change in told):
            raise KeyError(2)
        receiver.on_changes(told)

    with hooks.purposes.replaced(hooks.Purpose("tests", on_changes)):
        tell(road, told("settled", bad), told("settled", good, 1))
    assert [Payment.objects.get(pk=row.pk).state for row in (good, bad)] == [State.SETTLED, State.PENDING]
    Event.objects.filter(done_at=None).update(n_tried=0)
    tell(road)
    assert Payment.objects.get(pk=bad.pk).state == State.SETTLED
