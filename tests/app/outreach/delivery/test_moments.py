"""Silence, quiet hours and planned hours at the moment of sending, by the zone of each reader."""

import datetime as dt
import time
from typing import Any

import pytest
from django.utils import timezone

from hustings.foundation.elections import actions as elections
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery import hold_reasons, send_windows
from hustings.outreach.delivery import queue as delivery_queue
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.delivery.worker import claims, worker_leases
from hustings.outreach.delivery.worker.expiry import Expiry
from hustings.outreach.mailings.models import Mailing
from tests.app.outreach.delivery.test_delivery import carry, queue
from tests.cast.outreach.fixtures import reader

pytestmark = pytest.mark.both

UTC = dt.UTC
FRIDAY_NOON = "2027-04-09 10:00"  # in Paris; two in the afternoon in Saint-Denis
SILENT_IN_REUNION = "2027-04-09 20:00"
SILENT_IN_PARIS = "2027-04-09 22:00"
ENDS = dt.datetime(2027, 4, 11, 18, tzinfo=UTC)  # Sunday, eight in the evening in Paris, everywhere
OUR_HOURS = {"weekdays": "00:00-24:00", "saturday": "", "sunday": "", "holiday": ""}


@pytest.fixture
def president(french: Any) -> Any:
    return elections.save_election(
        name="Présidentielle", kind="president", days=[dt.date(2027, 4, 11), dt.date(2027, 4, 25)]
    )


@pytest.fixture
def readers(campaign, french, reunion):
    """Léa in Lyon, Zoé in Saint-Denis."""
    return reader("lea", Zone.objects.get(name="Lyon")), reader("zoe", reunion)


def left(to: str) -> Delivery:
    return Delivery.objects.get(address=f"{to}@example.org")


def test_silence_begins_and_ends_by_zone_and_letters_leave_alone_afterwards(
    mailing, dora, sink, president, readers, clock
):
    clock("2027-04-09 19:30")  # half past nine in Paris; in Saint-Denis it is late
    assert queue(mailing, dora) == 2
    carry(mailing, sink)
    assert sink.taken() == ["lea@example.org"]
    waiting = left("zoe")
    assert (waiting.state, waiting.due_at) == ("queued", dt.datetime(2027, 4, 12, 3, tzinfo=UTC))
    assert waiting.reason == "wait|silence.propaganda|974|1|Présidentielle"
    assert claims.next_due(mailing) == waiting.due_at
    [group] = hold_reasons.of(mailing)
    assert (group.n, group.article) == (1, "code électoral, art. L. 49 (L. 89)")
    assert "La Réunion" in group.who or "Réunion" in group.who
    clock("2027-04-12 02:59")
    carry(mailing, sink)
    assert len(sink.taken()) == 1
    clock("2027-04-12 03:00")
    carry(mailing, sink)
    assert sink.taken() == ["lea@example.org", "zoe@example.org"]
    assert claims.finish(mailing)
    assert not hold_reasons.of(mailing)


def test_the_mainland_is_silent_until_the_last_polls_close(mailing, dora, sink, president, readers, clock):
    clock("2027-04-10 08:00")
    queue(mailing, dora)
    carry(mailing, sink)
    assert sink.taken() == []
    assert left("lea").due_at == ENDS, "the evening is still free"
    clock("2027-04-11 18:00")
    carry(mailing, sink)
    assert sink.taken() == ["lea@example.org"], "in Saint-Denis it is night"


def test_people_without_a_zone_count_as_living_anywhere(mailing, dora, sink, president, clock):
    reader("nowhere")
    clock(FRIDAY_NOON)
    queue(mailing, dora)
    carry(mailing, sink)
    assert left("nowhere").reason.startswith("wait|silence.propaganda|*|1|"), (
        "Americans abroad vote on Saturday"
    )
    clock("2027-04-08 10:00")
    send_windows.look_again()
    carry(mailing, sink)
    assert sink.taken() == ["nowhere@example.org"]


def test_an_exception_lets_letters_leave_at_once_and_its_end_stops_them(
    mailing, dora, sink, president, readers, clock
):
    now = clock("2027-04-10 08:00")
    queue(mailing, dora)
    lyon = Zone.objects.get(name="Lyon")
    until = now + dt.timedelta(hours=1)
    made = elections.allow(user=dora, why="Flood", until=until, zones=[lyon], channels=["email"])
    carry(mailing, sink)
    assert sink.taken() == ["lea@example.org"]
    more = reader("max", lyon)
    row = Delivery.objects.create(mailing=mailing, person=more, address="max@example.org", due_at=now)
    elections.end(exemption=made, user=dora)
    carry(mailing, sink)
    row.refresh_from_db()
    assert (row.state, row.due_at) == ("queued", ENDS)


@pytest.mark.parametrize("says", ["service", "campaign"])
def test_answers_to_what_readers_did_go_in_silence_and_at_night(
    mailing, dora, sink, president, readers, clock, says
):
    Mailing.objects.filter(pk=mailing.pk).update(says=says)
    mailing.refresh_from_db()
    clock("2027-04-10 01:00")
    queue(mailing, dora)
    carry(mailing, sink)
    assert len(sink.taken()) == (2 if says == "service" else 0)


def test_quiet_hours_hold_by_each_clock(mailing, dora, sink, readers, clock):
    clock("2027-03-09 19:00")  # eight in the evening in Paris, eleven in Saint-Denis
    queue(mailing, dora)
    carry(mailing, sink)
    assert sink.taken() == ["lea@example.org"]
    assert (left("zoe").due_at, left("zoe").reason) == (
        dt.datetime(2027, 3, 10, 3, tzinfo=UTC), "wait|quiet.email|974",
    )  # fmt: skip
    assert left("lea").reason == ""


def test_our_own_hours_hold_too(mailing, dora, sink, readers, clock):
    elections.keep_hours(channel="email", days=OUR_HOURS | {"weekdays": "09:00-12:00"})
    clock("2027-03-09 13:00")
    queue(mailing, dora)
    carry(mailing, sink)
    assert sink.taken() == []
    assert left("lea").due_at == dt.datetime(2027, 3, 10, 8, tzinfo=UTC)
    assert [group.reason for group in hold_reasons.of(mailing)] == ["quiet.own"] * 2


def test_without_a_country_nothing_waits(mailing, dora, sink, campaign, clock):
    reader("ann")
    clock("2027-04-10 01:00")
    queue(mailing, dora)
    carry(mailing, sink)
    assert sink.taken() == ["ann@example.org"]


def test_what_a_worker_holds_stops_when_silence_begins(
    mailing, dora, start_sink, president, campaign, rhone, monkeypatch
):
    """All are claimed, one has left and another is on the wire as the clock strikes."""
    sink = start_sink("slow")
    lyon = Zone.objects.get(name="Lyon")
    struck: list[float] = []

    def now() -> dt.datetime:
        if not struck and sink.taken():
            struck.append(time.monotonic())
        since = time.monotonic() - struck[0] if struck else -1.0
        return dt.datetime(2027, 4, 9, 22, tzinfo=UTC) + dt.timedelta(seconds=since)

    monkeypatch.setattr(timezone, "now", now)
    for n in range(60):
        reader(f"r{n}", lyon)
    elections.allow(
        user=dora, why="To have the night free", until=dt.datetime(2027, 4, 10, tzinfo=UTC),
        since=dt.datetime(2027, 4, 1, tzinfo=UTC), rules=["quiet.email"],
    )  # fmt: skip
    assert queue(mailing, dora) == 60
    carry(mailing, sink, seconds=6.0, n_connections=1)
    counts = Delivery.objects.counts()
    assert 0 < counts["sent"] == len(sink.taken()) < 60
    assert counts == {"sent": counts["sent"], "queued": 60 - counts["sent"]}
    waiting = Delivery.objects.filter(state="queued")
    assert set(waiting.values_list("due_at", flat=True)) == {ENDS}
    assert all(reason.startswith("wait|silence.") for reason in waiting.values_list("reason", flat=True))
    late = Delivery.objects.filter(state="sent", sent_at__gt=dt.datetime(2027, 4, 9, 22, 0, 2, tzinfo=UTC))
    assert not late, "nothing begins to leave in silence"


def test_a_claim_says_until_when_it_may_leave(mailing, dora, president, readers, clock):
    clock("2027-04-09 13:00")
    queue(mailing, dora)
    found = claims.claim(worker_leases.sign_on(60), mailing, 10)
    assert {claim.address: claim.until for claim in found} == {
        "lea@example.org": dt.datetime(2027, 4, 9, 20, tzinfo=UTC),  # ten in the evening
        "zoe@example.org": dt.datetime(2027, 4, 9, 18, tzinfo=UTC),
    }


def test_ends_tell_once_that_some_have_come():
    at, ends = dt.datetime(2027, 1, 1, tzinfo=UTC), Expiry()
    assert not ends.have_begun(at)
    ends.note(1, at)
    ends.note(2, at + dt.timedelta(hours=1))
    ends.note(3, None)
    assert ends.have_begun(at)
    assert not ends.have_begun(at)
    assert [key for key in (1, 2, 3) if ends.is_late(key, at)] == [1]
    assert ends.have_begun(at + dt.timedelta(hours=1))


def test_many_zones_cost_no_more_questions(mailing, dora, president, campaign, rhone, clock):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    clock(FRIDAY_NOON)
    zones = list(Zone.objects.exclude(kind="country"))
    for n in range(40):
        reader(f"r{n}", zones[n % len(zones)])
    queue(mailing, dora)
    send_windows.by_zone(mailing, [], send_windows.timezone.now())
    with CaptureQueriesContext(connection) as asked:
        assert len(claims.claim(worker_leases.sign_on(60), mailing, 100)) == 40
    assert len(asked) < 30


def test_rows_are_queued_for_when_they_may_leave(mailing, dora, president, readers, clock):
    reader("nowhere")
    clock("2027-04-09 19:00")
    queue(mailing, dora)
    assert left("lea").due_at == dt.datetime(2027, 4, 9, 19, tzinfo=UTC)
    assert left("zoe").due_at == dt.datetime(2027, 4, 12, 3, tzinfo=UTC)
    assert left("nowhere").due_at > dt.datetime(2027, 4, 11, 18, tzinfo=UTC) - dt.timedelta(minutes=1)
    assert sum(delivery_queue.queue(mailing)) == 0, "safe to run again"
