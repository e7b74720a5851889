"""Hours that come twice, and dates that have none."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client

from hustings.field.events.models import Event
from tests.app.field.events.test_agenda import entry, read
from tests.cast.site.website.fixtures import told

pytestmark = pytest.mark.django_db
TWICE = dt.datetime(2030, 10, 27, 0, 30, tzinfo=dt.UTC)  # 02:30 in Paris, and an hour later once more


@pytest.mark.parametrize("second", [False, True])
def test_of_an_hour_that_comes_twice_the_one_that_was_meant_is_kept(
    client: Client, site: Any, carla: Any, second: bool
) -> None:
    meant = TWICE + dt.timedelta(hours=second)
    client.force_login(carla)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    typed = {
        "title_fr": "Veillée", "kind": "rally", "audience": "everybody", "time_zone": "Europe/Paris",
        "starts_at": "2030-10-27T01:30", "place": "Gare",
    }  # fmt: skip
    plain = client.post("/hq/agenda/new/", {**typed, "title_fr": ""}).content.decode()
    assert "occurs twice" not in plain and "starts_at_which" not in plain
    typed["starts_at"] = "2030-10-27T02:30"
    asked = client.post("/hq/agenda/new/", typed)
    assert asked.status_code == 422 and "occurs twice" in asked.content.decode()
    assert not Event.objects.exists()
    typed["starts_at_which"] = "second" if second else "first"
    assert client.post("/hq/agenda/new/", typed).status_code == 302
    event = Event.objects.get()
    assert event.starts_at == meant and event.begins.hour == 2
    edit = client.get(f"/hq/agenda/{event.pk}/edit/").content.decode()
    [chosen] = re.findall(r'name="starts_at_which" value="(\w+)"[^>]*checked', edit)
    assert chosen == typed["starts_at_which"]
    client.post(f"/hq/agenda/{event.pk}/edit/", typed)
    event.refresh_from_db()
    assert (event.starts_at, event.sequence) == (meant, 0), "saved again as it is"
    told = entry(client, f"/fr/calendar/{event.pk}.ics")
    assert told.decoded("DTSTART").astimezone(dt.UTC) == meant
    html = read(client, f"/fr/agenda/{event.path}")
    assert f"UTC+{1 if second else 2}" in html and f"2030-10-27T02:30:00+0{1 if second else 2}:00" in html


@pytest.mark.parametrize("last", ["", "2031-03-03"])
def test_a_date_without_hours_tells_its_days_alone(client: Client, site: Any, carla: Any, last: str) -> None:
    client.force_login(carla)
    typed = {
        "title_fr": "Week-end", "kind": "rally", "audience": "everybody", "time_zone": "Indian/Reunion",
        "is_all_day": "on", "starts_at": "2031-03-01", "ends_at": last, "place": "Gare",
    }  # fmt: skip
    assert client.post("/hq/agenda/new/", {**typed, "ends_at": "2031-02-27"}).status_code == 422
    assert client.post("/hq/agenda/new/", {**typed, "is_all_day": ""}).status_code == 422
    assert client.post("/hq/agenda/new/", typed).status_code == 302
    event = Event.objects.get()
    assert event.starts_at == dt.datetime(2031, 2, 28, 20, tzinfo=dt.UTC), "midnight there"
    assert event.over_at == dt.datetime(2031, 3, 3 if last else 1, 20, tzinfo=dt.UTC)
    edit = client.get(f"/hq/agenda/{event.pk}/edit/").content.decode()
    assert re.findall(r'type="date" name="\w+" value="([^"]*)"', edit) == [
        "2031-03-01",
        *filter(None, [last]),
    ]
    client.post(f"/hq/agenda/{event.pk}/edit/", {**typed, "starts_at": "2031-03-01T18:00"})
    event.refresh_from_db()
    assert event.sequence == 0, "hours that are typed beside count for nothing"
    found = entry(client, f"/fr/calendar/{event.pk}.ics")
    assert found.decoded("DTSTART") == dt.date(2031, 3, 1)
    assert found.decoded("DTEND") == dt.date(2031, 3, 4 if last else 2)
    html = read(client, f"/fr/agenda/{event.path}")
    said = told(html)[0]
    assert (said["startDate"], said["endDate"]) == ("2031-03-01", last or "2031-03-01")
    [when] = re.findall('<p class="lead">(<time.*?)</p>', html)
    assert re.sub("<[^>]+>", "", when).strip() == (
        "Samedi 1er mars 2031 – 3 mars 2031" if last else "Samedi 1er mars 2031"
    )
    [line] = re.findall('<p class="date-when">(.*?)</p>', read(client, "/fr/agenda/"))
    assert re.sub("<[^>]+>", "", line) == ("Jusqu’au 3 mars 2031" if last else "Toute la journée")
    assert "00:00" not in html and "UTC" not in when
