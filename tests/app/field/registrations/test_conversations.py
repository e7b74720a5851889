"""The conversation of those who come to an event."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.groups.models import GroupRole, LocalGroup, Membership
from hustings.field.registrations.conversations import EVENT
from hustings.field.registrations.models import Seat
from hustings.field.threads import actions, circles
from hustings.field.threads.models import Notice
from hustings.field.threads.notices import spread
from hustings.foundation.territories.models import Zone
from tests.cast.field.registrations.histories import seat, someone
from tests.cast.people.devices import own_page_browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(announce: Callable[..., Event]) -> Event:
    made = announce("Réunion", "Lyon")
    lyon = Zone.objects.get(name="Lyon")
    made.group = LocalGroup.objects.create(name="Lyon", name_key="lyon", zone=lyon)
    made.save()
    return made


def test_it_grows_and_shrinks_with_seats(event: Event) -> None:
    charlie, mike, harriet = someone("Charlie"), someone("Mike"), someone("Harriet")
    Membership.objects.create(group=event.group, person=harriet, role=GroupRole.HOST)
    circle = circles.get(EVENT, event.pk)
    assert not circle.has(charlie.pk)
    mine = seat(event, charlie)
    seat(event, mike)
    assert circle.has(charlie.pk)
    assert circle.is_led_by(harriet.pk)
    assert [each.title for each in circles.of_person(charlie.pk)] == [event.title]
    thread = actions.open_thread(circle=circle, person=charlie, title="Cars", text="Who drives?")
    spread(thread.messages.get().pk)
    assert set(Notice.objects.values_list("person", flat=True)) == {mike.pk, harriet.pk}
    path = f"/en/threads/{thread.pk}/"
    assert own_page_browser(charlie).get(path).status_code == 200
    Seat.objects.filter(pk=mine.pk).update(released_at=timezone.now())
    assert own_page_browser(charlie).get(path).status_code == 404
    with pytest.raises(actions.NotAllowed):
        actions.post(thread=thread, circle=circle, person=charlie, text="Me")


def test_a_month_after_it_is_only_read(event: Event) -> None:
    charlie = someone("Charlie")
    seat(event, charlie)
    Event.objects.update(over_at=timezone.now() - timedelta(days=40))
    assert not circles.get(EVENT, event.pk).is_open
    assert circles.of_person(charlie.pk) == []
