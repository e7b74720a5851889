"""The agenda on the site: what is ahead, what is past, each date, calendars."""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from hustings.field.events import actions, forms, offers
from hustings.field.events.models import AgendaPage, Event
from hustings.field.groups.models import LocalGroup
from hustings.foundation.elections import actions as elections
from hustings.foundation.territories.models import Zone
from hustings.site.candidates import actions as candidates
from tests.conftest import user

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]


def read(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return str(answer.content.decode())


def test_the_first_date_shown_makes_the_agenda_in_each_language(client: Client, announce: Announce) -> None:
    announce("Bientôt", show=False)
    assert not AgendaPage.objects.exists()
    announce("Réunion publique", "Lyon")
    assert AgendaPage.objects.live().count() == 2
    assert len({page.translation_key for page in AgendaPage.objects.all()}) == 1
    html = read(client, "/fr/agenda/")
    assert "Réunion publique" in html and "Bientôt" not in html
    assert "Réunion publique (en)" in read(client, "/en/agenda/")
    assert 'href="/fr/agenda/"' in read(client, "/fr/"), "in the menu"
    announce("Deuxième")
    assert AgendaPage.objects.count() == 2


def test_changes_are_on_pages_in_memory_at_once(client: Client, announce: Announce, at_once: Any) -> None:
    event = announce("Marché")
    path = f"/fr/agenda/{event.path}"
    for _again in range(2):
        assert "Marché" in read(client, "/fr/agenda/") and "Annulé" not in read(client, path)
    at_once(actions.cancel, event=event, reasons={"fr": "Orage annoncé."})
    for at in ("/fr/agenda/", path):
        assert "Annulé" in read(client, at) or "Cancelled" in read(client, at)
    assert "Orage annoncé." in read(client, path)
    at_once(actions.reinstate, event=event)
    at_once(actions.change, event=event, values={"place": "Halle neuve"})
    assert "Halle neuve" in read(client, path) and "Orage" not in read(client, path)


def test_what_is_past_is_behind_a_link_and_pages_go_on(client: Client, announce: Announce) -> None:
    announce("Hier", days=-2)
    for number in range(33):
        announce(f"Étape {number:02}", days=1 + number)
    html = read(client, "/fr/agenda/")
    assert "Hier" not in html and "Étape 29" in html and "Étape 30" not in html
    more = re.search(r'href="(\?after=\d+)"', html)
    assert more
    rest = read(client, f"/fr/agenda/{more[1]}")
    assert [f"Étape {n:02}" in rest for n in (29, 30, 32)] == [False, True, True]
    past = read(client, "/fr/agenda/past/")
    assert "Hier" in past and "Étape" not in past


def test_a_date_that_lasts_is_ahead_until_it_ends(client: Client, announce: Announce) -> None:
    now = timezone.now()
    announce("Festival", days=-2, ends_at=now + dt.timedelta(hours=5))
    announce("Fini", days=-2, ends_at=now - dt.timedelta(minutes=1))
    html = read(client, "/fr/agenda/")
    assert "Festival" in html and "Fini" not in html


def test_dates_are_found_by_postcode_territory_and_kind(client: Client, announce: Announce) -> None:
    lyon = announce("À Lyon", "Lyon", kind="stall", latitude=45.758, longitude=4.835)
    announce("Dans le Rhône", "Rhône")
    announce("À Nîmes", "Nîmes", latitude=43.838, longitude=4.36)
    html = read(client, "/fr/agenda/?q=69100")
    assert "À Lyon" in html, "Villeurbanne is a few kilometres away"
    assert "Dans le Rhône" in html and "À Nîmes" not in html
    assert "À Nîmes" in read(client, "/fr/agenda/?q=N%C3%AEmes")
    html = read(client, "/fr/agenda/?kind=stall")
    assert "À Lyon" in html and "Rhône" not in html
    rhone = Zone.objects.get(name="Rhône")
    html = read(client, f"/fr/agenda/?zone={rhone.pk}&kind=stall")
    assert "À Lyon" in html and "Dans le Rhône" not in html
    for odd in ("?q=%00", "?q=nulle%20part", "?zone=x&after=x&kind=x", f"?after={lyon.pk}"):
        read(client, f"/fr/agenda/{odd}")


def test_each_date_has_its_address_and_says_what_it_is_to_machines(
    client: Client, announce: Announce, at_once: Any, settings: Any
) -> None:
    event = announce(
        "Débat", "Lyon", online_at="https://direct.example/1", latitude=45.7, longitude=4.8,
        time_zone="America/Guadeloupe", starts_at=dt.datetime(2030, 7, 1, 22, 30, tzinfo=dt.UTC),
        ends_at=dt.datetime(2030, 7, 2, 0, 0, tzinfo=dt.UTC),
        descriptions={"fr": "Venez </script> nombreux"}, audience="press",
    )  # fmt: skip
    html = read(client, f"/fr/agenda/{event.pk}/debat/")
    assert client.get(f"/fr/agenda/{event.pk}/old-name/").url == f"/fr/agenda/{event.pk}/debat/"
    assert f'<link rel="canonical" href="{settings.BASE_URL}/fr/agenda/{event.pk}/debat/">' in html
    assert f'hreflang="en" href="{settings.BASE_URL}/en/agenda/{event.pk}/debat-en/"' in html
    assert "18:30" in html and "heure locale, UTC−4" in html, "by the clock of the place"
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    said, way = json.loads(found[1])["@graph"]
    assert said["@type"] == "Event" and said["startDate"] == "2030-07-01T18:30:00-04:00"
    assert said["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
    assert [place["@type"] for place in said["location"]] == ["Place", "VirtualLocation"]
    assert said["eventStatus"].endswith("/EventScheduled")
    assert [step["name"] for step in way["itemListElement"]][-2:] == ["Agenda", "Débat"]
    at_once(actions.cancel, event=event, reasons={})
    assert "EventCancelled" in read(client, f"/fr/agenda/{event.pk}/debat/")


def test_what_is_not_shown_is_nowhere(client: Client, announce: Announce) -> None:
    announce("Vue")
    hidden = announce("Cachée", "Lyon", show=False)
    read(client, f"/fr/agenda/{hidden.path}", 404)
    read(client, f"/fr/calendar/{hidden.pk}.ics", 404)
    for path in ("/fr/agenda/", "/fr/calendar.ics", "/sitemap.xml", "/fr/search/?q=cachee"):
        html = read(client, path)
        assert "Cachée" not in html and f"/{hidden.pk}/" not in html
    read(client, "/fr/agenda/999999/x/", 404)
    late = announce("Plus tard", days=9, show=False)
    assert "Vue" in read(client, f"/fr/agenda/?after={late.pk}"), "nor is when it is"


def test_an_agenda_that_is_closed_is_told_nowhere(client: Client, announce: Announce) -> None:
    event = announce("Secrète", "Lyon")
    for page in AgendaPage.objects.all():
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="p")
    assert "Secrète" not in read(client, f"/fr/agenda/{event.path}")
    read(client, "/fr/calendar.ics", 404)
    read(client, f"/en/calendar/{event.pk}.ics", 404)
    for path in ("/fr/search/?q=secrete", "/sitemap.xml"):
        html = read(client, path)
        assert event.path not in html
    AgendaPage.objects.all().update(live=False)
    read(client, f"/fr/agenda/{event.path}", 404)


def test_calendars_tell_changes_and_what_was_cancelled(
    client: Client, announce: Announce, at_once: Any
) -> None:
    event = announce("Réunion; à Lyon, le soir", "Lyon", latitude=45.7, longitude=4.8)
    first = entry(client, f"/fr/calendar/{event.pk}.ics")
    assert first["UID"] == str(event.uid) and first["SEQUENCE"] == 0
    assert first["SUMMARY"] == "Réunion; à Lyon, le soir" and first["STATUS"] == "CONFIRMED"
    assert first["DTSTART"].params["TZID"] == "Europe/Paris" and first.start == event.starts_at
    at_once(actions.change, event=event, values={"place": "Salle des fêtes"})
    assert entry(client, f"/fr/calendar/{event.pk}.ics")["SEQUENCE"] == 0, "nothing was changed"
    later = event.starts_at + dt.timedelta(hours=1)
    at_once(actions.change, event=event, values={"starts_at": later})
    again = entry(client, f"/fr/calendar/{event.pk}.ics")
    assert (again["UID"], again["SEQUENCE"]) == (first["UID"], 1) and again.start == later
    at_once(actions.cancel, event=event, reasons={"fr": "Grève"})
    last = entry(client, "/fr/calendar.ics")
    assert (last["STATUS"], last["SEQUENCE"]) == ("CANCELLED", 2) and "Grève" in last["DESCRIPTION"]
    at_once(actions.cancel, event=event, reasons={})
    assert entry(client, "/fr/calendar.ics")["SEQUENCE"] == 2, "twice is once"
    at_once(actions.reinstate, event=event)
    assert entry(client, "/fr/calendar.ics")["SEQUENCE"] == 3


def entry(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert [part.name for part in calendar.subcomponents][:1] == ["VTIMEZONE"]
    (found,) = calendar.walk("VEVENT")
    return found


def test_calendars_are_had_once_and_by_territory(client: Client, announce: Announce) -> None:
    announce("À Lyon", "Lyon", ends_at=timezone.now() + dt.timedelta(days=4))
    announce("À Nîmes", "Nîmes")
    announce("Vieux", days=-90)
    answer = client.get("/fr/calendar.ics")
    assert b"Vieux" not in answer.content and answer.content.count(b"BEGIN:VEVENT") == 2
    assert client.get("/fr/calendar.ics", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    lyon = Zone.objects.get(name="Lyon")
    found = client.get(f"/fr/calendar.ics?zone={lyon.pk}").content.decode()
    assert "À Lyon" in found and "À Nîmes" not in found
    assert client.get("/fr/calendar.ics?zone=999999999").status_code == 404


def test_candidates_show_the_dates_of_their_territory(client: Client, announce: Announce) -> None:
    election = elections.save_election(
        name="É", kind="legislative", days=[timezone.localdate() + dt.timedelta(days=50)]
    )
    rhone = Zone.objects.get(name="Rhône")
    candidates.nominate(
        election=election, values={"family_name": "Costa", "given_name": "Zoé", "zone": rhone}, user=None
    )
    for title, town, days in [("Lyonnaise", "Lyon", 2), ("Nîmoise", "Nîmes", 2), ("Passée", "Lyon", -3)]:
        announce(title, town, days)
    read(client, "/fr/candidats/")  # what surrounds pages is kept
    with CaptureQueriesContext(connection) as asked:
        html = read(client, "/fr/candidats/zoe-costa/")
    assert "Lyonnaise" in html and "Nîmoise" not in html and "Passée" not in html
    assert len(asked) <= 8, [each["sql"][:150] for each in asked]


def test_pages_ask_the_database_eight_times_at_most(client: Client, announce: Announce) -> None:
    for number in range(12):
        event = announce(f"Étape {number}", "Lyon", days=number + 1, latitude=45.7, longitude=4.8)
    read(client, "/fr/agenda/past/")  # what surrounds pages is kept
    for path in (
        "/fr/agenda/", "/fr/agenda/?q=69100", "/fr/agenda/past/", f"/fr/agenda/{event.path}",
        f"/fr/calendar/{event.pk}.ics", "/fr/calendar.ics",
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            read(client, path)
        assert len(asked) <= 8, (path, [each["sql"][:150] for each in asked])


def test_dates_are_found_by_the_search_and_in_the_sitemap(client: Client, announce: Announce) -> None:
    event = announce("Fête de l’été", "Lyon")
    assert event.path in read(client, "/fr/search/?q=fete+lyon")
    assert "No results for" not in read(client, "/en/search/?q=fete")
    text = read(client, "/sitemap.xml")
    assert f"/fr/agenda/{event.pk}/fete-de-lete/" in text and f"/en/agenda/{event.pk}/" in text


def test_who_does_not_publish_waits_and_sees_only_their_own(
    client: Client, announce: Announce, alice: Any, carla: Any
) -> None:
    client.force_login(alice)
    lyon, nimes = (Zone.objects.get(name=name) for name in ("Lyon", "Nîmes"))
    typed = {
        "title_fr": "Tractage", "kind": "leaflets", "audience": "volunteers", "time_zone": "Europe/Paris",
        "starts_at": "2031-03-02T18:00", "ends_at": "2031-03-02T20:00", "place": "Gare",
    }  # fmt: skip
    answer = client.post("/hq/agenda/new/", {**typed, "zone": nimes.label(), "zone_id": nimes.pk})
    assert answer.status_code == 422 and not Event.objects.exists(), "not hers"
    assert client.post("/hq/agenda/new/", typed).status_code == 422, "the whole campaign's"
    mine = {**typed, "zone": lyon.label(), "zone_id": lyon.pk}
    client.post("/hq/agenda/new/", mine)
    event = Event.objects.get()
    assert event.shown_at is None and event.starts_at.hour == 17, "by the clock of Paris"
    client.post(f"/hq/agenda/{event.pk}/showing/")
    event.refresh_from_db()
    assert event.shown_at is None
    other = announce("À Nîmes", "Nîmes")
    assert client.get(f"/hq/agenda/{other.pk}/").status_code == 404
    client.force_login(carla)
    assert "Tractage" in read(client, "/hq/agenda/?state=waiting")
    client.post(f"/hq/agenda/{event.pk}/showing/")
    event.refresh_from_db()
    assert event.shown_at is not None


WRONG = [
    ({"title_fr": ""}, "title"),
    ({"ends_at": "2031-03-02T17:00"}, "before the start"),
    ({"ends_at": "2031-06-02T17:00"}, "60 days"),
    ({"starts_at": "2031-03-30T02:30", "ends_at": ""}, "doesn’t exist"),
    ({"latitude": "45"}, "both latitude"),
    ({"latitude": "95", "longitude": "4"}, "90"),
    ({"online_at": "javascript:alert(1)"}, "URL"),
    ({"place": ""}, "Enter a town"),
    ({"address": "Atlantis"}, "don’t know this town"),
    ({"group": "Nobody"}, "You have no local group"),
    ({"time_zone": "Mars/Crater"}, "valid choice"),
    ({"starts_at": "soon"}, "valid date"),
    ({"starts_at": "2020-03-02T18:00", "ends_at": ""}, "This is past"),
]


def test_bad_input_is_named_with_its_remedy(carla: Any) -> None:
    good = {
        "title_fr": "T", "kind": "rally", "audience": "everybody", "time_zone": "Europe/Paris",
        "starts_at": "2031-03-02T18:00", "ends_at": "2031-03-02T20:00", "place": "Gare",
    }  # fmt: skip
    with translation.override("en"):
        assert forms.EventForm(good, user=carla).is_valid()
        for typed, says in WRONG:
            errors = forms.EventForm({**good, **typed}, user=carla).errors
            assert says in str(errors), (typed, errors)
        held = {**good, "starts_at": "2020-03-02T18:00", "ends_at": ""}
        asked = forms.EventForm(held, user=carla)
        assert not asked.is_valid() and "is_past" in [field.name for field in asked.shown_fields]
        assert forms.EventForm({**held, "is_past": "on"}, user=carla).is_valid()


def test_hq_changes_cancels_and_takes_back(client: Client, announce: Announce, carla: Any) -> None:
    event = announce("Réunion", "Lyon")
    client.force_login(carla)
    html = read(client, f"/hq/agenda/{event.pk}/edit/")
    assert 'value="Réunion"' in html
    client.post(f"/hq/agenda/{event.pk}/cancellation/", {"reason_fr": "Salle fermée"})
    event.refresh_from_db()
    assert event.cancelled_at and event.reasons == {"fr": "Salle fermée"}
    assert "Réunion" in read(client, "/hq/agenda/?state=cancelled&q=reunion")
    client.post(f"/hq/agenda/{event.pk}/reinstatement/")
    event.refresh_from_db()
    assert event.cancelled_at is None and event.sequence == 2
    assert client.get("/hq/agenda/?zone=nowhere&kind=x&after=x").status_code == 200


def test_a_role_without_the_right_stays_out(client: Client, site: Any) -> None:
    client.force_login(user("tom", "treasurer"))
    assert client.get("/hq/agenda/").status_code == 403
    assert client.post("/hq/agenda/new/", {}).status_code == 403


def test_an_address_of_before_leads_on_with_the_words_that_came(client: Client, announce: Announce) -> None:
    event = announce("Débat")
    answer = client.get(f"/fr/agenda/{event.pk}/old-name/?via=abc.t1&utm_source=mail")
    assert answer.url == f"/fr/agenda/{event.path}?via=abc.t1&utm_source=mail"


@pytest.mark.parametrize(
    "typed",
    [
        {"starts_at": "0001-01-01T00:00"}, {"starts_at": "9999-12-31T23:59"}, {"picture": "9" * 30},
        {"ends_at": "9999-12-31T23:59", "time_zone": "America/Guadeloupe"}, {"picture": "999999"},
        {"picture": "abc"}, {"time_zone": "Factory"},
    ],
)  # fmt: skip
def test_what_no_date_can_be_is_refused_in_words(client: Client, carla: Any, typed: dict[str, str]) -> None:
    client.force_login(carla)
    about = {
        "title_fr": "T", "kind": "meeting", "audience": "everybody", "starts_at": "2030-01-01T18:00",
        "time_zone": "Europe/Paris", "place": "Ici",
    }  # fmt: skip
    answer = client.post("/hq/agenda/new/", about | typed)
    assert answer.status_code == 422 and typed.keys() & answer.context["form"].errors.keys()
    assert client.post("/hq/agenda/new/", about).status_code == 302


def test_a_date_that_is_shown_late_reaches_programs_that_ask_by_time_alone(
    client: Client, announce: Announce, at_once: Any, carla: Any
) -> None:
    late = announce("Entrée tôt", show=False)
    announce("Déjà vue")
    asked = {"HTTP_IF_MODIFIED_SINCE": "Thu, 01 Jan 2099 00:00:00 GMT"}
    assert client.get("/fr/calendar.ics", **asked).status_code == 200
    at_once(actions.show, event=late, user=carla)
    assert "Entrée tôt" in client.get("/fr/calendar.ics", **asked).content.decode()


@pytest.mark.parametrize("path", ["/hq/agenda/new/", "/hq/local-groups/new/"])
def test_a_form_that_is_sent_twice_makes_one(client: Client, carla: Any, path: str) -> None:
    client.force_login(carla)
    [token] = re.findall('name="once" value="([^"]+)"', read(client, path))
    lyon = Zone.objects.get(name="Lyon")
    typed = {
        "title_fr": "T", "audience": "everybody", "starts_at": "2030-01-01T18:00",
        "time_zone": "Europe/Paris", "place": "Ici", "name": "Lyon en commun", "zone": "",
        "zone_id": lyon.pk, "once": token,
    }  # fmt: skip
    typed |= {"kind": "meeting"} if "agenda" in path else {}
    typed["zone"] = Zone.objects.labelled().get(pk=lyon.pk).label()
    first, second = client.post(path, typed), client.post(path, typed)
    assert first.status_code == second.status_code == 302 and first.url == second.url
    assert Event.objects.count() + LocalGroup.objects.count() == 1


def test_an_event_of_several_days_says_both_among_what_can_be_done(
    announce: Callable[..., Event], rf: Any
) -> None:
    begins = dt.datetime(2030, 6, 7, tzinfo=ZoneInfo("Europe/Paris"))
    announce("Université", starts_at=begins, ends_at=begins + dt.timedelta(days=2), is_all_day=True)
    announce("Réunion", starts_at=begins + dt.timedelta(hours=18), ends_at=begins + dt.timedelta(hours=20))
    with translation.override("fr"):
        lines = {each.title: each.line for each in offers.find(rf.get("/fr/"), None, 9)}
    assert "– 8 juin 2030" in lines["Université"] and "–" not in lines["Réunion"]
