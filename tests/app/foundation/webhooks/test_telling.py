"""Rows for those who want an event, in the transaction that brings it about."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hustings.foundation.webhooks import actions, outbox, tasks
from hustings.foundation.webhooks.events import Event, events
from hustings.foundation.webhooks.models import Delivery, Endpoint, Watch
from tests.cast.foundation.webhooks.fixtures import set_up

pytestmark = pytest.mark.django_db
URL = "https://tool.example/hook"


def test_each_live_endpoint_that_wants_an_event_gets_a_row_of_it(dora):
    wants, _secret = set_up(URL, ["people.added", "people.erased"], dora)
    set_up(URL, ["people.erased"], dora)
    outbox.tell("people.added", 4, 5, why="test")
    assert list(wants.deliveries.order_by("key").values_list("event", "key", "data")) == [
        ("people.added", 4, {"why": "test"}), ("people.added", 5, {"why": "test"})
    ]  # fmt: skip
    assert Delivery.objects.count() == 2


def test_where_nobody_listens_a_deed_costs_one_look_in_five_seconds():
    outbox.tell("people.added", 1)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for key in range(100):
            outbox.tell("people.added", key)
    assert len(asked) == 0 and not Delivery.objects.exists()


def test_what_is_rolled_back_is_not_told(dora):
    set_up(URL, ["people.added"], dora)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.tell("people.added", 1)
        _ = 1 / 0
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("end", [actions.pause, actions.remove])
def test_a_paused_or_removed_endpoint_hears_nothing_new(dora, end, django_capture_on_commit_callbacks):
    endpoint, _secret = set_up(URL, ["people.added"], dora)
    outbox.tell("people.added", 1)
    with django_capture_on_commit_callbacks(execute=True):
        end(endpoint=endpoint, user=dora)
    outbox.tell("people.added", 2)
    assert list(endpoint.deliveries.values_list("key", flat=True)) == [1]


def test_a_deed_does_not_fail_for_an_endpoint_removed_a_moment_ago_elsewhere(dora):
    endpoint, _secret = set_up(URL, ["people.added"], dora)
    outbox.tell("people.added", 1)  # this process remembers it
    Endpoint.objects.filter(pk=endpoint.pk).update(removed_at=timezone.now())
    outbox.tell("people.added", 2)
    connection.check_constraints()
    assert endpoint.deliveries.count() == 2


def test_rows_go_after_a_month_and_removed_endpoints_with_them(dora):
    endpoint, _secret = set_up(URL, ["people.added"], dora)
    outbox.tell("people.added", 1, 2)
    actions.remove(endpoint=endpoint, user=dora)
    assert tasks.forget_old() == 0
    old = timezone.now() - timedelta(days=31)
    Delivery.objects.filter(key=1).update(told_at=old)
    Endpoint.objects.update(removed_at=old)
    assert tasks.forget_old() == 1 and Endpoint.objects.exists()
    Delivery.objects.update(told_at=old)
    assert tasks.forget_old() == 1 and not Endpoint.objects.exists()


def test_what_the_clock_brings_about_is_told_once(dora):
    now = timezone.now()
    begins = {7: now - timedelta(hours=1), 8: now + timedelta(minutes=1)}

    def passed(after, until):
        return [key for key, at in begins.items() if after < at <= until]

    event = Event("clock.struck", "Clock", {}, passed=passed)
    with events.replaced(event):
        endpoint, _secret = set_up(URL, ["clock.struck"], dora)
        actions.look_at_the_clock()
        assert not endpoint.deliveries.exists(), "what was before the first look is old news"
        begins[8] = timezone.now()
        actions.look_at_the_clock()
        actions.look_at_the_clock()
    assert [each.key for each in endpoint.deliveries.all()] == [8] and Watch.objects.count() == 1


def test_every_event_has_words_and_an_example_of_its_own():
    for event in events.all():
        assert str(event.words) and event.name.count(".") == 1
    examples = [event for event in events.all() if event.name != actions.TEST]
    assert all(event.example for event in examples) and len(examples) > 15
