"""Rules of turns and leases, without a database."""

from datetime import UTC, datetime, timedelta

from hustings.outreach.calls import order
from hustings.outreach.calls.order import Contact

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
AGO = NOW - timedelta(hours=1)


def test_a_promised_call_comes_first_then_the_least_contacted_then_priority():
    contacts = [
        Contact(1, AGO, pressure=2, priority=1),
        Contact(2, AGO, pressure=0),
        Contact(3, AGO, pressure=0, priority=1),
        Contact(4, AGO, call_back_at=AGO, pressure=9),
        Contact(5, NOW + timedelta(minutes=1), call_back_at=NOW + timedelta(minutes=1)),
        Contact(6, AGO, is_open=False),
        Contact(7, AGO, lease=NOW + timedelta(seconds=1)),
    ]
    found = []
    while one := order.first(contacts, NOW):
        found.append(one.key)
        contacts.remove(one)
    assert found == [4, 3, 2, 1]
    assert order.is_free(contacts[-1], NOW + timedelta(seconds=1))


def test_a_page_holds_briefly_a_talk_for_long_and_tries_move_through_the_day():
    assert order.SEEN > 2 * order.BEAT
    assert order.holds_until(NOW, is_rung=False) - NOW == order.SEEN
    assert order.holds_until(NOW, is_rung=True) - NOW == order.TALK
    rest = timedelta(hours=20)
    tries = [order.next_try(NOW, n, rest) - NOW for n in range(3)]
    assert tries == [timedelta(hours=20), timedelta(hours=25), timedelta(hours=30)]
