"""What hosts of a group do with their events: repeat them, plan shifts, copy old ones, cancel."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.field.events import actions
from hustings.field.events.models import Event
from hustings.field.groups.models import LocalGroup
from hustings.field.volunteers.models import Skill
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import actions as elections
from tests.app.field.events.test_proposals import TYPED, url
from tests.cast.people.devices import own_page_browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def host(hosted: LocalGroup) -> Client:
    return own_page_browser(hosted.memberships.leaders().get(role="host").person)


@pytest.fixture
def trusted(hosted: LocalGroup) -> LocalGroup:
    LocalGroup.objects.filter(pk=hosted.pk).update(is_trusted=True)
    hosted.refresh_from_db()
    return hosted


def propose(host: Client, group: LocalGroup, **typed: str) -> Event:
    before = set(Event.objects.values_list("pk", flat=True))
    answer = host.post(url(group), {**TYPED, **typed})
    made = Event.objects.exclude(pk__in=before).get()
    assert answer.url.partition("?")[0].endswith(f"/host/events/{made.pk}/")
    return made


def rows(*shifts: dict[str, str], n_kept: int) -> dict[str, str]:
    """What a browser posts of these shifts."""
    said = {"shift-TOTAL_FORMS": str(len(shifts)), "shift-INITIAL_FORMS": str(n_kept)}
    return said | {f"shift-{n}-{name}": value for n, row in enumerate(shifts) for name, value in row.items()}


def test_a_series_of_a_host_waits_as_one_and_is_shown_as_one(
    host: Client, hosted: LocalGroup, carla: Any
) -> None:
    event = propose(host, hosted)
    assert b"Repeat" in host.get(url(hosted, f"{event.pk}/")).content
    said = {"rule": "FREQ=WEEKLY;BYDAY=SU", "ends": "count", "count": "4"}
    assert host.post(url(hosted, f"{event.pk}/repetition/"), {**said, "count": ""}).status_code == 422
    host.post(url(hosted, f"{event.pk}/repetition/"), said)
    event.refresh_from_db()
    dates = Event.objects.filter(series=event.series_id)
    assert dates.count() == 4 and all(one.is_proposed and not one.shown_at for one in dates)
    assert all(one.shifts.get().capacity == 25 for one in dates)
    actions.show(event=event, user=carla)
    assert not dates.filter(shown_at=None).exists()


def test_a_host_changes_and_cancels_dates_of_a_series(host: Client, trusted: LocalGroup) -> None:
    event = propose(host, trusted)
    said = {"rule": "FREQ=WEEKLY;BYDAY=SU", "ends": "count", "count": "4"}
    host.post(url(trusted, f"{event.pk}/repetition/"), said)
    second = Event.objects.order_by("starts_at")[1]
    page = host.get(url(trusted, f"{second.pk}/")).content.decode()
    assert 'name="scope"' in page
    moved = {**TYPED, "starts_at": "2031-03-09T20:00", "scope": "following"}
    assert host.post(url(trusted, f"{second.pk}/"), moved).status_code == 302
    local = [f"{one.begins:%d %H:%M}" for one in Event.objects.order_by("starts_at")]
    assert local == ["02 18:30", "09 20:00", "16 20:00", "23 20:00"]
    assert host.post(url(trusted, f"{second.pk}/cancellation/")).status_code == 422, "which dates?"
    typed = {"scope": "following", "reason_en": "Room closed"}
    host.post(url(trusted, f"{second.pk}/cancellation/"), typed)
    second.refresh_from_db()
    assert second.cancelled_at and second.reason == "Room closed"
    assert not Event.objects.filter(cancelled_at=None, starts_at__gt=second.starts_at).exists()


def test_dates_in_election_silence_are_left_out_of_a_hosts_series(host: Client, trusted: LocalGroup) -> None:
    Campaign.objects.update(country="fr")
    elections.save_election(name="P", kind="president", days=[dt.date(2027, 4, 11), dt.date(2027, 4, 25)])
    typed = {"kind": "rally", "starts_at": "2027-04-03T18:00"}  # a Saturday
    event = propose(host, trusted, **typed)
    said = {"rule": "FREQ=WEEKLY;BYDAY=SA", "ends": "until", "until": "2027-05-02"}
    host.post(url(trusted, f"{event.pk}/repetition/"), said)
    days = [f"{one.begins:%d %b}" for one in Event.objects.order_by("starts_at")]
    assert days == ["03 Apr", "17 Apr", "01 May"]
    event.refresh_from_db()
    assert event.series and event.series.exceptions == ["2027-04-10T18:00:00", "2027-04-24T18:00:00"]
    moved = {**TYPED, **typed, "starts_at": "2027-03-28T18:00", "scope": "following"}
    answer = host.post(url(trusted, f"{event.pk}/"), moved)
    assert answer.status_code == 422 and "L. 49" in answer.content.decode(), "the 17th would be the 11th"
    assert host.post(url(trusted, f"{event.pk}/"), {**moved, "scope": "one"}).status_code == 302


def test_a_host_plans_shifts_with_seats_and_skills(host: Client, trusted: LocalGroup) -> None:
    event = propose(host, trusted)
    skill = Skill.objects.create(names={"en": "Sound"})
    page = url(trusted, f"{event.pk}/shifts/")
    (held,) = event.shifts.all()
    first = {"pk": str(held.pk), "name_en": "Set up", "capacity": "5"}
    more = host.post(page, {**rows(first, n_kept=1), "add": "1"}).content.decode()
    assert 'name="shift-1-name_en"' in more and event.shifts.count() == 1, "one row more, nothing kept"
    second = {"name_en": "Sound desk", "capacity": "2", "skills": str(skill.pk)}
    assert host.post(page, rows(first, {**second, "name_en": ""}, n_kept=1)).status_code == 422
    assert host.post(page, rows(first, second, n_kept=1)).status_code == 302
    found = {
        shift.name: (shift.capacity, [str(one) for one in shift.skills.all()]) for shift in event.shifts.all()
    }
    assert found == {"Set up": (5, []), "Sound desk": (2, ["Sound"])}
    form = host.get(url(trusted, f"{event.pk}/")).content.decode()
    assert 'name="capacity"' not in form and "Sound desk" in form, "each shift has its own seats"


def test_an_old_event_is_copied_with_its_shifts(
    host: Client, trusted: LocalGroup, announce: Callable[..., Event]
) -> None:
    old = announce(
        "Old", "Lyon", days=-20, group=trusted, latitude=45.7, longitude=4.8, address="1 rue Haute",
        starts_at=dt.datetime.combine(timezone.localdate() - dt.timedelta(days=20), dt.time(19), PARIS),
    )  # fmt: skip
    values = {"starts_at": None, "ends_at": None, "opens_at": None, "capacity": 7}
    kept = [
        actions.ShiftRow(old.shifts.get().pk, {**values, "names": {"en": "A"}}),
        actions.ShiftRow(None, {**values, "names": {"en": "B"}}),
    ]
    actions.set_shifts(event=old, rows=kept)
    assert f"?like={old.pk}" in host.get(f"/en/groups/{trusted.pk}/host/").content.decode()
    page = f"{url(trusted)}?like={old.pk}"
    form = host.get(page).context["form"]
    day = timezone.localdate() + dt.timedelta(days=1)
    assert form.initial["starts_at"] == dt.datetime.combine(day, dt.time(19)), "the same weekday, next"
    typed = {**TYPED, "title": "New", "address": "1 rue Haute"}
    assert host.post(page, typed).status_code == 302
    made = Event.objects.exclude(pk=old.pk).get()
    assert made.titles == {"fr": "Old", "en": "New"} and made.is_proposed and made.shown_at
    assert made.latitude == 45.7 and [shift.name for shift in made.shifts.all()] == ["A", "B"]
    host.post(page, {**typed, "address": "2 rue Basse, Lyon"})
    assert Event.objects.latest("pk").latitude is None, "no pin at the old address"


def test_a_host_enters_whole_days_and_the_second_of_two_hours(host: Client, trusted: LocalGroup) -> None:
    event = propose(host, trusted, is_all_day="on", starts_at="2031-03-02", ends_at="2031-03-03")
    assert event.is_all_day and (event.last_day - event.first_day).days == 1
    typed = {**TYPED, "starts_at": "2031-10-26T02:30"}
    assert host.post(url(trusted), typed).status_code == 422, "which one?"
    later = propose(host, trusted, starts_at="2031-10-26T02:30", starts_at_which="second")
    assert later.begins.fold == 1


DEEDS = ["host_edit", "host_shifts", "host_repeat", "host_cancel"]


@pytest.mark.parametrize("name", DEEDS)
def test_nobody_else_does_it(
    host: Client,
    hosted: LocalGroup,
    found: Callable[..., LocalGroup],
    member: Callable[..., Any],
    client: Client,
    name: str,
) -> None:
    event = propose(host, hosted)
    elsewhere = found("Nîmes", "Nîmes")
    path = reverse(f"agenda:{name}", args=[hosted.pk, event.pk])
    other = own_page_browser(member(elsewhere, "hugo", "host").person)
    simple = own_page_browser(hosted.memberships.get(role="member").person)
    assert [each.post(path, TYPED).status_code for each in (client, simple, other)] == [302, 403, 403]
    theirs = reverse(f"agenda:{name}", args=[elsewhere.pk, event.pk])
    assert other.post(theirs, TYPED).status_code == 404
    event.refresh_from_db()
    assert (event.sequence, event.series_id, event.cancelled_at) == (0, None, None)


def test_nobody_copies_an_event_of_others(
    host: Client, hosted: LocalGroup, found: Callable[..., LocalGroup], announce: Callable[..., Event]
) -> None:
    theirs = announce("Theirs", "Nîmes", group=found("Nîmes", "Nîmes"), show=False)
    assert host.get(f"{url(hosted)}?like={theirs.pk}").status_code == 404


def test_a_host_is_told_what_happened_and_ends_a_series(host: Client, hosted: LocalGroup) -> None:
    answer = host.post(url(hosted), TYPED)
    event = Event.objects.get()
    assert "Sent for approval" in host.get(answer.url).content.decode()
    page = url(hosted, f"{event.pk}/repetition/")
    form = host.get(page).context["form"]
    assert form["ends"].value() == "until" and "never" not in dict(form.fields["ends"].choices)
    assert form["until"].value() == dt.date(2031, 6, 1), "three months"
    typed = {"rule": "FREQ=WEEKLY;BYDAY=SU", "ends": "never"}
    assert host.post(page, typed).status_code == 422
    answer = host.post(page, {**typed, "ends": "until", "until": "2031-06-01"})
    shown = host.get(answer.url).content.decode()
    assert "Saved." in shown and "end the series" in shown
    assert "repeated already" in host.get(host.get(page).url).content.decode()
