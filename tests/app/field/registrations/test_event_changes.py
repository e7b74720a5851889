"""What registrations give to events: a person's calendar; and what they take from them: silence."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.field.events import actions as events
from hustings.field.events import hooks
from hustings.field.events.models import Event
from hustings.field.registrations import openings
from hustings.field.registrations.models import Notice
from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import actions as elections
from tests.cast.field.registrations.fixtures import held, registered
from tests.cast.field.registrations.histories import english

pytestmark = pytest.mark.django_db


def test_a_persons_calendar_holds_what_they_have_seats_of() -> None:
    event, _other = held(), held()
    person = registered(event, "ida@example.org").person
    assert person and hooks.events_of(person) == {event.pk}


def test_dates_of_a_series_with_registrations_stay_theirs() -> None:
    first = held(5)
    events.repeat(event=first, rule="FREQ=DAILY", until=None, count=6, user=None)
    rows = list(Event.objects.order_by("recurrence_id"))
    made = registered(rows[3], "ida@example.org")
    later = rows[2].starts_at + dt.timedelta(hours=2)
    events.change_series(event=rows[2], values={"starts_at": later}, scope=events.Scope.FOLLOWING)
    made.event.refresh_from_db()
    assert made.event_id == rows[3].pk and made.event.starts_at == rows[3].starts_at + dt.timedelta(hours=2)
    assert [seat.shift.event_id for seat in made.seats.all()] == [rows[3].pk]
    assert [event.shifts.get().taken for event in rows] == [0, 0, 0, 1, 0, 0]
    with pytest.raises(events.Repeated):
        events.leave_out(event=rows[3])


def test_registration_is_closed_during_silence() -> None:
    Campaign.objects.filter(pk=Campaign.current().pk).update(country="fr")
    day = timezone.localdate()
    elections.save_election(
        name="P", kind="president", days=[day + dt.timedelta(days=1), day + dt.timedelta(days=15)]
    )
    rally, party = held(kind="rally", days=6), held(kind="party", days=6)
    assert openings.refusal(rally, list(rally.shifts.all()))
    assert not openings.refusal(party, list(party.shifts.all()))


def test_a_mail_about_another_time_or_place_says_what_it_was_before(run_tasks: Callable[[], int]) -> None:
    event = held(place="Town hall")
    registered(event, "ida@example.org", language="en")
    run_tasks()
    mail.outbox.clear()
    events.change(event=event, values={"place": "School"})
    run_tasks()
    (told,) = mail.outbox
    before, after = str(told.body).split("Before, it was:")
    assert told.subject == "Time or place has changed: Meeting"
    assert "School" in before and "Town hall" not in before and "Town hall" in after


def test_another_web_address_is_told_to_those_who_have_a_seat(run_tasks: Callable[[], int]) -> None:
    event = held(1)
    for name in ("ida", "zoe"):
        registered(event, f"{name}@example.org", language="en")
    run_tasks()
    mail.outbox.clear()
    events.change(event=event, values={"online_at": "https://meet.example.org/x"})
    run_tasks()
    (told,) = mail.outbox
    assert told.to == ["ida@example.org"] and told.subject == "The web address has changed: Meeting"
    assert "https://meet.example.org/x" in told.body and "Before" not in told.body


def test_whoever_cancels_reads_first_how_many_are_told(
    client: Client, dora: User, run_tasks: Callable[[], int]
) -> None:
    event = held()
    client.force_login(english(dora))
    url = f"/hq/agenda/{event.pk}/"
    assert "told by e-mail" not in client.get(url).content.decode()
    for name in ("ida", "zoe"):
        registered(event, f"{name}@example.org")
    html = " ".join(client.get(url).content.decode().split())
    assert "2 people registered for this date will be told by e-mail." in html
    events.cancel(event=event, reasons={})
    run_tasks()
    assert Notice.objects.filter(kind=Notice.Kind.OFF).count() == 2
    assert "will be told by e-mail" not in client.get(url).content.decode()
