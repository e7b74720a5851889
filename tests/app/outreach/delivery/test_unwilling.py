"""Who wants no mail, or none for a while, gets none: when counted, queued, claimed and sent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, send_gate, worker_leases
from hustings.outreach.mailings import audience
from hustings.people.persons.models import Person
from tests.app.outreach.delivery.test_delivery import carry, queue
from tests.cast.outreach.fixtures import reader

State = Delivery.State
WISHES = [{"no_mail_since": -1}, {"paused_until": 30}]


def wish(person: Person, days: dict[str, int]) -> None:
    """Write a wish down, as days from now."""
    moments = {name: timezone.now() + timedelta(days=n) for name, n in days.items()}
    Person.objects.filter(pk=person.pk).update(**moments)


def test_who_wants_no_mail_is_left_out_and_counted(mailing, dora):
    for n, days in enumerate([*WISHES, {}, {"paused_until": -1}]):
        wish(reader(f"r{n}"), days)
    reach = audience.reach(mailing, dora)
    assert (reach.segment, reach.no_consent, reach.unwilling, reach.no_address) == (4, 0, 2, 0)
    assert reach.readers == 2
    assert queue(mailing, dora) == 2
    addresses = Delivery.objects.order_by("pk").values_list("address", flat=True)
    assert list(addresses) == ["r2@example.org", "r3@example.org"]


@pytest.mark.parametrize("days", WISHES)
def test_a_wish_after_the_rows_were_written_is_heard(mailing, dora, sink, days):
    late = reader("late")
    reader("bea")
    queue(mailing, dora)
    wish(late, days)
    carry(mailing, sink)
    assert sink.taken() == ["bea@example.org"]
    left_out = Delivery.objects.get(person=late)
    assert (left_out.state, left_out.reason) == (State.SKIPPED, "no_mail")


@pytest.mark.parametrize("days", WISHES)
def test_a_wish_between_claim_and_sending_is_heard(mailing, dora, days):
    late = reader("late")
    queue(mailing, dora)
    carrier = worker_leases.sign_on(60)
    (claimed,) = claims.claim(carrier, mailing, 10)
    assert not claimed.unfit
    wish(late, days)
    assert send_gate.leave(carrier, [claimed.key]) == set()
    wish(late, {"paused_until": -1})
    Person.objects.update(no_mail_since=None)
    assert send_gate.leave(carrier, [claimed.key]) == {claimed.key}
