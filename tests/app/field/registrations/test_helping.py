"""Seats of people who help: no double booking with tasks, hours once they came, popular shifts by turns."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from hustings.field.events.models import Event
from hustings.field.registrations import helping
from hustings.field.registrations.models import Seat
from hustings.field.volunteers import actions
from hustings.field.volunteers.models import Hours
from hustings.people.signups.kinds import Closed
from tests.cast.field.registrations.histories import seat, someone
from tests.cast.field.volunteers.fixtures import patient, skill, task
from tests.cast.people.devices import known_browser, stamp_in

__all__ = ["patient"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]
Announce = Callable[..., Event]


def test_a_task_and_a_seat_are_never_at_the_same_time(announce: Announce) -> None:
    ada, stall = someone("Ada"), announce("Stand", "Lyon", audience="volunteers")
    seat(stall, ada)
    with pytest.raises(actions.NotAllowed, match="Stand"):
        actions.take(task=task("Tracts", starts_at=stall.starts_at), person=ada)
    bea = someone("Bea")
    actions.take(task=task("Tracts", starts_at=stall.starts_at), person=bea)
    shift = stall.shifts.get()
    assert "Tracts" in helping.problem(bea, shift) and not helping.problem(ada, shift)


def test_attending_has_no_such_rules(announce: Announce) -> None:
    ada, rally = someone("Ada"), announce("Réunion", "Lyon")
    actions.take(task=task("Tracts", starts_at=rally.starts_at), person=ada)
    assert not helping.problem(ada, rally.shifts.get())


def test_hours_of_helpers_are_counted_once(announce: Announce) -> None:
    ada, bea, now = someone("Ada"), someone("Bea"), timezone.now()
    ends = {"ends_at": now - dt.timedelta(days=1), "starts_at": now - dt.timedelta(days=1, hours=3)}
    stall, rally = announce("Stand", audience="volunteers", **ends), announce("Réunion", **ends)
    skilled = announce("Secours", **ends)
    skilled.shifts.get().skills.add(skill("Premiers secours"))
    for event in (stall, rally, skilled):
        seat(event, ada, came=True)
    seat(stall, bea, came=False)
    Seat.objects.filter(person=ada).update(attended_at=now)
    assert (helping.count_hours(), helping.count_hours()) == (2, 0)
    assert {one.note for one in Hours.objects.all()} == {"Stand", "Secours"}
    assert Hours.objects.minutes() == 360  # type: ignore[attr-defined]


def test_whoever_helped_much_waits_for_popular_shifts(announce: Announce) -> None:
    ada, shift = someone("Ada"), announce("Stand", audience="volunteers").shifts.get()
    shift.opens_at = timezone.now()
    assert helping.opens_at(ada, shift) == shift.opens_at
    actions.record_hours(person=ada, minutes=601, day=timezone.localdate())
    assert helping.opens_at(ada, shift) == shift.opens_at + dt.timedelta(hours=24)


def test_the_home_shows_the_events_ahead(announce: Announce) -> None:
    ada = someone("Ada")
    seat(announce("Stand", "Lyon"), ada)
    seat(announce("Passé", days=-3), ada)
    html = known_browser(ada).get("/en/my/").content.decode()
    assert "Stand" in html and "Passé" not in html and "/registrations/links/" in html


def test_whoever_has_a_task_then_is_not_seated_in_a_shift(announce: Announce) -> None:
    ada, stall = someone("Ada"), announce("Stand", "Lyon", audience="volunteers", takes_registrations=True)
    actions.take(task=task("Tracts", starts_at=stall.starts_at), person=ada)
    shift = stall.shifts.get()
    with pytest.raises(Closed, match="Tracts"):
        helping.possible(ada, [shift])
    browser = known_browser(ada)
    page = browser.get(f"/en/agenda/{stall.pk}/registrations/").content.decode()
    typed = {
        "given_name": "Ada", "email": "ada@example.org", "postcode": "69100", "stamp": stamp_in(page),
        "guests": "0", "shifts": [shift.pk],
    }  # fmt: skip
    answer = browser.post(f"/en/agenda/{stall.pk}/registrations/", typed)
    assert answer.status_code == 410 and "Tracts" in answer.content.decode()
    assert not Seat.objects.exists()
