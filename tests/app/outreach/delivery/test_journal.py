"""What a worker writes down while it carries, and what becomes of it when the worker dies or is late."""

import pytest

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, results, send_gate, worker_leases
from hustings.outreach.dispatch import actions
from tests.app.outreach.delivery.test_delivery import carry, queue, zoe
from tests.cast.outreach.fixtures import reader

pytestmark = pytest.mark.both

__all__ = ["zoe"]
State = Delivery.State


def test_the_journal_of_a_dead_worker_tells_what_was_taken_and_what_is_unsure(mailing, dora, sink):
    for n in range(4):
        reader(f"r{n}")
    queue(mailing, dora)
    dead = worker_leases.sign_on(-1)
    first, second, third = (claim.key for claim in claims.claim(dead, mailing, 3))
    assert send_gate.leave(dead, [first]) == {first}
    assert send_gate.leave(dead, [second], handed_over=[first]) == {second}
    assert Delivery.objects.counts() == {"claimed": 3, "queued": 1}
    worker_leases.take_over()
    assert {row.pk: row.state for row in Delivery.objects.filter(pk__in=[first, second, third])} == {
        first: State.SENT, second: State.UNSURE, third: State.QUEUED,
    }  # fmt: skip
    carry(mailing, sink)
    assert Delivery.objects.counts() == {"sent": 3, "unsure": 1}
    assert len(sink.taken()) == 2


def test_what_a_worker_holds_of_a_cancelled_mailing_is_left_out_when_it_parts(mailing, dora):
    for n in range(3):
        reader(f"r{n}")
    queue(mailing, dora)
    carrier = worker_leases.sign_on(60)
    first, second = (claim.key for claim in claims.claim(carrier, mailing, 2))
    send_gate.leave(carrier, [first])
    actions.cancel(mailing=mailing, user=dora)
    assert send_gate.leave(carrier, [second], on_wire=[first]) == set()
    send_gate.settle(carrier, [first])  # it had left before
    worker_leases.sign_off(carrier)
    assert Delivery.objects.counts() == {"sent": 1, "skipped": 2}


def test_many_refusals_are_written_down_together(mailing, dora, sink, django_assert_max_num_queries):
    for n in range(30):
        reader(f"refuse{n}")
        reader(f"later{n}")
    for n in range(40):
        reader(f"r{n}")
    queue(mailing, dora)
    with django_assert_max_num_queries(88):
        carry(mailing, sink, n_connections=20)
    assert Delivery.objects.counts() == {"failed": 30, "queued": 30, "sent": 40}
    assert set(Delivery.objects.filter(state="queued").values_list("attempts", "carrier")) == {(1, None)}


def test_a_worker_too_late_changes_nothing_of_anothers(mailing, dora):
    reader("ann")
    queue(mailing, dora)
    asleep, awake = worker_leases.sign_on(-1), worker_leases.sign_on(60)
    (claimed,) = claims.claim(asleep, mailing, 1)
    worker_leases.take_over()
    claims.claim(awake, mailing, 1)
    results.note(asleep, [results.Refusal(claimed.key, 0, "550 no", is_later=False, is_theirs=True)])
    results.put_back(asleep, [claimed.key])
    send_gate.settle(asleep, [claimed.key])
    assert set(Delivery.objects.values_list("state", "carrier")) == {("claimed", awake.pk)}


def test_a_lapsed_lease_is_taken_over_and_its_holder_may_send_nothing(mailing, dora, sink):
    for n in range(4):
        reader(f"r{n}")
    queue(mailing, dora)
    asleep = worker_leases.sign_on(-1)
    held = claims.claim(asleep, mailing, 2)
    send_gate.leave(asleep, [held[0].key])
    carry(mailing, sink)
    assert len(sink.taken()) == 3
    assert Delivery.objects.get(pk=held[0].key).state == State.UNSURE
    assert send_gate.leave(asleep, [held[1].key]) == set()
    assert not worker_leases.renew(asleep, 60)
    send_gate.settle(asleep, [held[0].key])  # its late word counts all the same
    assert Delivery.objects.get(pk=held[0].key).state == State.SENT


def test_a_worker_closed_while_it_waited_claims_nothing(mailing, dora, zoe, sink):
    queue(mailing, dora)
    asleep = worker_leases.sign_on(-1)
    worker_leases.take_over()
    assert claims.claim(asleep, mailing, 1) == []
    assert Delivery.objects.get().state == State.QUEUED


def test_what_nobody_holds_is_queued_again(mailing, dora, zoe, sink):
    queue(mailing, dora)
    Delivery.objects.update(state=State.CLAIMED, carrier=987_654)
    carry(mailing, sink)
    carry(mailing, sink)
    assert sink.taken() == ["zoe@example.org"]


def test_a_letter_on_the_wire_of_a_cancelled_mailing_becomes_unsure_too(mailing, dora, zoe):
    queue(mailing, dora)
    carrier = worker_leases.sign_on(-1)
    (claimed,) = claims.claim(carrier, mailing, 1)
    send_gate.leave(carrier, [claimed.key])
    actions.cancel(mailing=mailing, user=dora)
    worker_leases.take_over()
    assert Delivery.objects.get().state == State.UNSURE
