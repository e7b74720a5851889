"""Stripe by its own client, against a server that speaks as Stripe does."""

import json
import threading
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.backups import content
from hustings.foundation.lib.process import key_files
from hustings.money.ledger.models import Account
from hustings.money.payments import actions, checkout, due, effects, intake, providers, vault
from hustings.money.payments.models import Event, Mandate, Payment, Payout, State
from hustings.money.payments.providers.port import Trouble
from tests.cast.money.payments import stripe_server
from tests.cast.money.payments.fixtures import balance, begin, channel

pytestmark = [pytest.mark.django_db]
Role = Account.Role
SECRET = "whsec_test"


@pytest.fixture
def server(settings):
    made = stripe_server.serve(0, SECRET)
    settings.STRIPE_URL = f"http://127.0.0.1:{made.server_port}"
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made.RequestHandlerClass.account
    made.shutdown()
    made.server_close()


@pytest.fixture
def road(books, server):
    made = channel(books, "stripe", settings={}, test_mode=True)
    vault.keep(made, {"secret_key": "sk_test_right", "webhook_secret": SECRET})
    return made


def post(client, road, event, secret=SECRET):
    body = json.dumps(event).encode()
    return client.post(
        reverse("payments_webhook", args=[road.pk]), body, content_type="application/json",
        headers={"Stripe-Signature": stripe_server.signature(body, secret)},
    )  # fmt: skip


def pay(server, payment):
    return server.pay(server.things[payment.provider_id])


def catch_up(road):
    while effects.apply_some(road):
        pass


def test_a_payer_is_led_to_a_page_and_the_signed_webhook_settles_once(client, server, road, receiver):
    begun = begin(road)
    assert begin(road).url == begun.url and len([k for k in server.things if k.startswith("cs_")]) == 1
    pay(server, begun.payment)
    for event in [*server.events, *reversed(server.events)]:
        assert post(client, road, event).status_code == 204
    catch_up(road)
    begun.payment.refresh_from_db()
    assert begun.payment.state == State.SETTLED
    assert begun.payment.provider_id.startswith("pi_")
    assert [told[1] for told in receiver.told] == ["pending", "settled"]
    assert Event.objects.count() == 2


def test_a_forged_or_old_signature_writes_nothing(client, server, road):
    pay(server, begin(road).payment)
    assert post(client, road, server.events[0], "whsec_other").status_code == 403
    body = json.dumps(server.events[0]).encode()
    old = stripe_server.signature(body, SECRET, at=1)
    url = reverse("payments_webhook", args=[road.pk])
    answer = client.post(url, body, content_type="application/json", headers={"Stripe-Signature": old})
    assert answer.status_code == 403
    assert not Event.objects.exists()


def test_the_payer_who_comes_back_before_the_webhook_is_looked_for(server, road, receiver):
    payment = begin(road).payment
    pay(server, payment)
    checkout.look(payment)
    checkout.look(payment)
    catch_up(road)
    payment.refresh_from_db()
    assert payment.state == State.SETTLED
    assert [told[1] for told in receiver.told] == ["pending", "settled"]


def test_a_monthly_payment_keeps_a_card_that_is_charged_the_next_month(server, road, receiver):
    payment = begin(road, is_monthly=True).payment
    pay(server, payment)
    intake.note(road, providers.of(road).since(road, timezone.now() - timedelta(days=1)))
    catch_up(road)
    mandate = Mandate.objects.get()
    about = {"amount": 20_00, "currency": "EUR", "label": "June"}
    second = actions.charge(mandate, "tests:2", **about)
    assert actions.charge(mandate, "tests:2", **about) == second
    intake.note(road, providers.of(road).since(road, timezone.now() - timedelta(days=1)))
    catch_up(road)
    second.refresh_from_db()
    assert second.state == State.SETTLED
    Mandate.objects.update(method_id="pm_refused")
    mandate.refresh_from_db()
    assert actions.charge(mandate, "tests:3", **about).state == State.FAILED
    assert receiver.told[-1] == (3, "failed", 20_00)


def test_refunds_disputes_fees_and_payouts_leave_the_books_as_the_provider_says(
    server, road, books, receiver
):
    payments = [begin(road, key).payment for key in range(1, 5)]
    for payment in payments:
        pay(server, payment)
    asked = timezone.now() - timedelta(days=1)
    intake.note(road, providers.of(road).since(road, asked))
    catch_up(road)
    actions.refund(Payment.objects.get(pk=payments[0].pk), 20_00)
    ids = [Payment.objects.get(pk=row.pk).provider_id for row in payments]
    won, lost = server.dispute(ids[1]), server.dispute(ids[2])
    server.close(won["id"], "won")
    server.close(lost["id"], "lost")
    server.payout()
    told = list(providers.of(road).since(road, asked))
    intake.note(road, told[::-1])
    catch_up(road)
    payout = Payout.objects.get()
    assert payout.gross - payout.fees == payout.amount
    assert balance(books, Role.TRANSIT) == 0
    assert balance(books, Role.BANK) == payout.amount
    assert balance(books, Role.GIFTS) == -(200_00 - 20_00 - 50_00)
    assert balance(books, Role.FEES) == payout.fees
    states = [Payment.objects.get(pk=row.pk).state for row in payments]
    assert states == [State.SETTLED, State.SETTLED, State.LOST, State.SETTLED]
    assert Payment.objects.get(pk=payments[3].pk).fee == 50_00 * 14 // 1000 + 25


def test_a_refund_that_failed_is_ours_again_whatever_was_told_first(server, road, books, receiver):
    payments = [begin(road, key).payment for key in (1, 2)]
    for payment in payments:
        pay(server, payment)
    asked = timezone.now() - timedelta(days=1)
    intake.note(road, providers.of(road).since(road, asked))
    catch_up(road)
    actions.refund(Payment.objects.get(pk=payments[0].pk), 50_00)
    other = Payment.objects.get(pk=payments[1].pk)
    server.refund({"payment_intent": other.provider_id, "amount": "20"})  # in Stripe's own pages
    for refund in [name for name in server.things if name.startswith("re_")]:
        server.fail_refund(refund)
    told = list(providers.of(road).since(road, asked))
    intake.note(road, told[::-1])
    catch_up(road)
    intake.note(road, told)
    catch_up(road)
    assert not Event.objects.filter(done_at=None).exists()
    for row in Payment.objects.filter(pk__in=[one.pk for one in payments]):
        assert (row.state, row.refunded, row.refunds.to_do().count()) == (State.SETTLED, 0, 1)
    assert balance(books, Role.TRANSIT) == 100_00 == -balance(books, Role.GIFTS)


def test_after_a_refund_that_failed_the_treasurer_transfers_it_and_the_to_do_goes(
    server, road, books, receiver, tom
):
    payment = begin(road).payment
    pay(server, payment)
    checkout.look(payment)
    catch_up(road)
    actions.refund(payment, 50_00)
    server.fail_refund(next(name for name in server.things if name.startswith("re_")))
    intake.note(road, providers.of(road).since(road, timezone.now() - timedelta(days=1)))
    catch_up(road)
    assert any("did not reach" in str(todo.text) for todo in due.deeds_of(tom))
    again = actions.refund(payment, 50_00, by_hand=True)
    assert (again.state, again.refunded) == (State.REFUNDED, 50_00)
    assert not any("did not reach" in str(todo.text) for todo in due.deeds_of(tom))
    assert (balance(books, Role.TRANSIT), balance(books, Role.BANK)) == (50_00, -50_00)
    assert len([name for name in server.things if name.startswith("re_")]) == 1


def test_a_refund_asked_for_anew_has_another_key_than_the_one_that_failed(server, road, receiver):
    payment = begin(road).payment
    pay(server, payment)
    checkout.look(payment)
    catch_up(road)
    actions.refund(payment, 50_00)
    server.fail_refund(next(name for name in server.things if name.startswith("re_")))
    intake.note(road, providers.of(road).since(road, timezone.now() - timedelta(days=1)))
    catch_up(road)
    actions.refund(payment, 50_00)
    assert len([name for name in server.things if name.startswith("re_")]) == 2
    assert Payment.objects.get(pk=payment.pk).state == State.REFUNDED


def test_a_provider_that_is_down_gives_way_to_the_bank(server, road, books):
    bank = channel(books, position=90)
    server.is_down = True
    begun = begin(road)
    assert begun.payment.channel == bank and begun.instructions
    assert checkout.channels(books)[0] == bank


def test_keys_are_in_no_table_and_a_wrong_one_is_told_without_it(server, road):
    vault.keep(road, {"secret_key": "sk_test_wrong"})
    with pytest.raises(Trouble) as told:
        providers.of(road).charge(begin_for(road), Mandate(customer_id="cus", method_id="pm"))
    assert "sk_test" not in str(told.value)
    file = key_files.path("payments", f"channel-{road.uid}")
    assert b"sk_test" not in file.read_bytes() and file.stat().st_mode & 0o077 == 0
    assert not any(file.is_relative_to(root) for root in content.roots().values())  # no backup takes it


def begin_for(road):
    return Payment.objects.create(channel=road, purpose="tests:9", label="x", amount=1, currency="EUR")
