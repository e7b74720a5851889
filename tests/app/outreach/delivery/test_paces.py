"""So many a minute, an hour, a day and at once; roads that are closed after a 4xx."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from hustings.outreach.delivery import throttles
from hustings.outreach.delivery.models import Delivery, Destination, Pace, Warmup
from hustings.outreach.delivery.rate_windows import AHEAD, RateWindows, place
from hustings.outreach.delivery.transports.smtp import Answer, Envelope
from hustings.outreach.delivery.worker import claims, results, worker_leases
from hustings.outreach.delivery.worker.backlog import Backlog
from hustings.outreach.delivery.worker.claims import Claim
from hustings.outreach.delivery.worker.smtp_replies import meaning
from tests.app.outreach.delivery.test_delivery import carry, queue
from tests.cast.outreach.fixtures import reader

pytestmark = pytest.mark.both

NOON = datetime(2027, 4, 1, 12, 0, 30, tzinfo=UTC)


@given(
    st.lists(st.tuples(st.integers(1, 70), st.integers(0, 400)), min_size=1, max_size=20),
    st.integers(1, 30), st.integers(1, 200),
)  # fmt: skip
def test_no_minute_and_no_hour_gets_more_than_its_share(asked, per_minute, per_hour):
    book, now, minutes, hours = RateWindows(), NOON, Counter(), Counter()
    for n, seconds in asked:
        now += timedelta(seconds=seconds)
        places = place(book, n, now, per_minute, per_hour)
        assert len(places) == n
        for each in places:
            assert each.at >= now.replace(second=0, microsecond=0)
            if each.is_own:
                assert each.at <= now + AHEAD + timedelta(minutes=1)
                minutes[each.at.replace(second=0, microsecond=0)] += 1
                hours[each.at.replace(minute=0, second=0, microsecond=0)] += 1
    assert max(minutes.values(), default=0) <= per_minute
    assert max(hours.values(), default=0) <= per_hour


def test_what_has_room_leaves_at_once_and_the_rest_in_groups():
    places = place(RateWindows(), 50, NOON, 20, None)
    assert [each.at for each in places[:20]] == [NOON] * 20
    next_minute = NOON.replace(second=0) + timedelta(minutes=1)
    assert places[20].at == next_minute and places[39].at == next_minute + timedelta(seconds=50)
    assert len({each.at for each in places[20:40]}) == 6


@pytest.mark.parametrize(
    ("stage", "code", "text", "expected"),
    [
        ("dot", 250, "2.0.0 taken", "taken"),
        ("rcpt", 550, "5.1.1 nobody", "never"),
        ("mail", 550, "5.7.1 not you", "sender"),
        ("mail", 451, "4.3.0 later", "server"),
        ("mail", 421, "too many letters on this connection", "again"),
        ("rcpt", 450, "4.2.1 mailbox busy", "later"),
        ("rcpt", 452, "4.2.2 mailbox full", "later"),
        ("rcpt", 452, "4.3.1 no room", "server"),
        ("dot", 452, "insufficient system storage", "server"),
        ("rcpt", 451, "4.7.1 slow down", "road"),
        ("rcpt", 450, "slow down", "road"),
        ("dot", 421, "4.7.28 unusual rate of mail", "road"),
        ("dot", 421, "4.3.2 going down", "again"),
        ("rcpt", 454, "4.7.0 TLS not available", "later"),
    ],
)
def test_an_answer_is_about_a_letter_a_road_or_the_server(stage, code, text, expected):
    assert meaning(Answer(Envelope(1, "a@example.org", "b@example.org", b""), stage, code, text)) == expected


def limited(domain, **limits):
    return Destination.objects.create(name=domain, domains=domain, **limits)


def readers(n, domain, name="r"):
    for k in range(n):
        reader(f"{name}{k}", address=f"{name}{k}@{domain}")


def domains(sink):
    return Counter(address.partition("@")[2] for address in sink.taken())


def test_a_provider_gets_its_share_a_minute_and_others_are_not_held_up(mailing, dora, sink):
    limited("slow.example", per_minute=5)
    readers(12, "slow.example")
    readers(7, "example.org", "free")
    queue(mailing, dora)
    carry(mailing, sink, batch=4)
    first = domains(sink)
    assert first["example.org"] == 7 and first["slow.example"] in {5, 10}  # 10: a minute began meanwhile
    waiting = Delivery.objects.filter(state="queued")
    assert waiting.count() == 12 - first["slow.example"]
    assert all(each.slot_at == each.due_at > timezone.now() for each in waiting)
    Delivery.objects.filter(state="queued").update(due_at=timezone.now(), slot_at=timezone.now())
    carry(mailing, sink)  # a place that was given out is not asked for again
    assert domains(sink)["slow.example"] == 12


def test_two_workers_share_what_a_minute_has(mailing, dora, sink):
    limited("slow.example", per_minute=6)
    readers(20, "slow.example")
    queue(mailing, dora)
    now = timezone.now()
    if now.second > 55:
        pytest.skip("the minute is about to end")
    map_ = throttles.Map("elan.example.org")
    one, two = worker_leases.sign_on(60), worker_leases.sign_on(60)
    taken = [len(claims.claim(worker, mailing, 4, roads=map_)) for worker in (one, two, one, two, one)]
    assert sum(taken) == 6
    worker_leases.sign_off(one)  # what it held keeps its place
    assert len(claims.claim(two, mailing, 20, roads=map_)) > 0
    assert Pace.objects.get().n_minute <= 6


def test_only_so_many_at_once(mailing, dora, start_sink):
    backlog = Backlog()
    backlog.limit({"narrow": 2})
    for key in range(6):
        backlog.add(Claim(key, "", "fr", "", "", "", "", "narrow" if key < 4 else "free"))
    assert [backlog.take().key for _ in range(4)] == [0, 1, 4, 5]
    assert backlog.take() is None and len(backlog) == 2 and backlog.n_ready == 0
    backlog.done("narrow")
    assert backlog.take().key == 2
    assert [row.key for row in backlog.drop(["narrow"])] == [3]
    limited("slow.example", at_once=1)
    readers(10, "slow.example")
    queue(mailing, dora)
    sink = start_sink("slow")
    carry(mailing, sink, n_connections=5)
    assert domains(sink) == {"slow.example": 10}


def test_workers_share_the_connections_of_a_narrow_road(db):
    carriers_ = [worker_leases.sign_on(60) for _ in range(3)]
    worker_leases.sign_on(-1)  # dead
    found = [throttles.shares(each, {"narrow": 5, "one": 1}) for each in carriers_]
    assert [each["narrow"] for each in found] == [2, 2, 1]
    assert [each["one"] for each in found] == [1, 0, 0]


def test_a_4xx_closes_the_road_for_everybody_and_longer_each_time(mailing, dora, sink):
    reader("stop", address="stop@busy.example")
    readers(5, "busy.example")
    readers(5, "example.org", "free")
    queue(mailing, dora)
    carry(mailing, sink, n_connections=1)
    assert domains(sink)["example.org"] == 5
    pace = Pace.objects.get(key="busy.example")
    assert pace.n_holds == 1 and pace.said == "451 4.7.1 slow down"
    n_waiting = Delivery.objects.filter(state="queued", due_at=pace.held_until).count()
    assert n_waiting == 5 - domains(sink)["busy.example"]
    for n, minutes in ((2, 2), (3, 4), (4, 8)):
        Pace.objects.update(held_until=timezone.now() - timedelta(seconds=1))
        throttles.hold("busy.example", "450 no")
        throttles.hold("busy.example", "450 no")  # closed already
        pace.refresh_from_db()
        assert pace.n_holds == n
        assert abs(pace.held_until - timezone.now() - timedelta(minutes=minutes)) < timedelta(seconds=20)
    for _ in range(9):
        Pace.objects.update(held_until=timezone.now() - timedelta(seconds=1))
        throttles.hold("busy.example", "450 no")
    pace.refresh_from_db()
    assert pace.held_until < timezone.now() + timedelta(hours=2, seconds=20)
    Pace.objects.update(held_until=timezone.now() - timedelta(hours=3))
    throttles.hold("busy.example", "450 no")
    assert Pace.objects.get().n_holds == 1


def test_a_full_server_loses_nothing_and_counts_no_attempt(mailing, dora, start_sink):
    readers(9, "example.org")
    queue(mailing, dora)
    full = start_sink("full=3")
    round_ = carry(mailing, full, n_connections=2)
    assert round_.problem and "452 4.3.1" in round_.said and not round_.must_pause
    n = len(full.taken())
    assert Delivery.objects.counts() == {"sent": n, "queued": 9 - n}
    assert not Delivery.objects.filter(state="queued", attempts__gt=0).exists()
    carry(mailing, start_sink())
    assert Delivery.objects.counts() == {"sent": 9}


def test_a_young_domain_sends_more_each_day(mailing, dora, sink, campaign):
    Warmup.objects.create(domain="elan.example.org", starts_on=timezone.localdate(), first_day=4, growth=100)
    readers(7, "example.org")
    queue(mailing, dora)
    carry(mailing, sink, batch=3)
    assert len(sink.taken()) == 4
    waiting = Delivery.objects.filter(state="queued")
    assert {each.due_at for each in waiting} == {throttles.tomorrow(timezone.now())}
    waiting.update(due_at=timezone.now())
    carry(mailing, sink)
    assert len(sink.taken()) == 4  # the day's share is used up
    Pace.objects.update(day=timezone.localdate() - timedelta(days=1))
    waiting.update(due_at=timezone.now())
    carry(mailing, sink)
    assert len(sink.taken()) == 7


def test_what_was_put_back_the_same_day_does_not_count_twice(mailing, dora, campaign):
    Warmup.objects.create(domain="elan.example.org", starts_on=timezone.localdate(), first_day=4, growth=100)
    readers(3, "example.org")
    queue(mailing, dora)
    map_, carrier = throttles.Map("elan.example.org"), worker_leases.sign_on(60)
    for _ in range(3):
        found = claims.claim(carrier, mailing, 10, roads=map_)
        assert len(found) == 3
        results.put_back(carrier, [each.key for each in found])
    assert Pace.objects.get().n_day == 3


def test_the_plan_says_how_many_a_day_and_when_all_have_left():
    plan = Warmup(starts_on=date(2027, 3, 1), first_day=500, growth=50, enough=5000)
    assert [plan.cap(date(2027, 3, day)) for day in (1, 2, 3, 6, 7)] == [500, 750, 1125, 3796, None]
    assert plan.cap(date(2027, 2, 28)) is None
    assert plan.ends(500, date(2027, 3, 1)) == date(2027, 3, 1)
    assert plan.ends(501, date(2027, 3, 1)) == date(2027, 3, 2)
    assert plan.ends(500, date(2027, 3, 1), done=1) == date(2027, 3, 2)
    assert plan.ends(10**6, date(2027, 3, 1)) == date(2027, 3, 7)


def test_limits_cost_few_questions(mailing, dora, sink):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            carry(mailing, sink, n_connections=10)
        return len(asked)

    readers(150, "slow.example")
    queue(mailing, dora)
    without = questions()
    limited("slow.example", per_minute=10_000)
    Warmup.objects.create(domain="elan.example.org", starts_on=timezone.localdate(), first_day=1000)
    Delivery.objects.update(state="queued")
    assert questions() < without + 100, "not one for each of 150"
    assert len(sink.taken()) == 300
