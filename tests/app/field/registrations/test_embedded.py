"""The form of an event in pages of the site and of others."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.field.events import actions as events
from hustings.field.events.models import Event
from hustings.field.registrations.embedded import EventKind, PageForms
from hustings.field.registrations.models import EventQuestion, Registration
from hustings.site.embeds import actions as embeds
from hustings.site.website.models import ContentPage, HomePage
from tests.cast.people import submissions
from tests.cast.people.devices import stamp_in

pytestmark = pytest.mark.django_db
Announce = Callable[..., Event]
GAZETTE = "https://gazette.example"
WHO = {"given_name": "Ada", "email": "ada@example.org", "postcode": "69100", "guests": "0"}


@pytest.fixture
def rally(announce: Announce) -> Event:
    return announce("Réunion", "Lyon", takes_registrations=True)


def test_people_register_within_another_site_and_answer_there(
    client: Client, rally: Event, run_tasks: Any
) -> None:
    embeds.list_host(origin=GAZETTE)
    asked = EventQuestion.objects.create(
        event=rally, kind="yes_no", texts={"fr": {"label": "Voiture ?"}}, is_required=True
    )
    path = f"/fr/embeds/event/{rally.pk}/"
    html = client.get(path, {"at": GAZETTE}, headers={"referer": f"{GAZETTE}/"}).content.decode()
    action = re.search(r'action="([^"]+)"', html)
    assert action and action[1].startswith(path) and "Voiture ?" in html and "Salle des fêtes" in html
    where = action[1].replace("&amp;", "&")
    typed = {**WHO, "stamp": stamp_in(html)}
    again = client.post(where, typed)
    assert again.status_code == 422 and 'class="embed-foot"' in again.content.decode()
    done = client.post(where, {**typed, f"q_{asked.key}": "yes"}, follow=True)
    assert done.redirect_chain[-1][0].startswith(f"{path}sent/") and done.status_code == 200
    row = Registration.objects.get()
    assert row.answers == {asked.key: "yes"} and row.source == path
    assert row.came == {"embed": "gazette.example"}
    assert submissions.confirm(row).seats.exists()
    events.cancel(event=rally, reasons={})
    assert "Cet événement est annulé" in client.get(path).content.decode()


def test_only_events_that_take_registrations_are_shown_elsewhere(
    client: Client, rally: Event, announce: Announce
) -> None:
    hidden = announce("Non", takes_registrations=True, show=False)
    without = announce("Sans", takes_registrations=False)
    assert [thing.key for thing in EventKind().listed()] == [str(rally.pk)]
    for other in (str(hidden.pk), str(without.pk), "x", "999999"):
        assert client.get(f"/fr/embeds/event/{other}/").status_code == 404, other


def test_the_team_finds_the_code_on_the_events_page(client: Client, rally: Event, dora: Any) -> None:
    client.force_login(dora)
    code = f"/hq/embeds/event/{rally.pk}/"
    page = client.get(f"/hq/agenda/{rally.pk}/").content.decode()
    found = re.search(r'href="([^"]*/event/\d+/)"', page)
    assert found and client.get(found[1]).status_code == 200, code


def test_a_page_of_the_site_holds_the_form_of_the_next_date(client: Client, rally: Event) -> None:
    home = HomePage.objects.get(locale__language_code="fr")
    choice = f"event-{rally.pk}"
    assert choice in dict(PageForms().choices())
    body = [("form", {"form": choice})]
    home.add_child(instance=ContentPage(title="Venez", slug="venez", body=body, locale=home.locale))
    html = client.get("/fr/venez/").content.decode()
    assert f'action="/fr/agenda/{rally.pk}/registrations/"' in html and 'name="stamp"' in html
    where = f"/fr/agenda/{rally.pk}/registrations/"
    client.post(where, {**WHO, "stamp": stamp_in(html)})
    assert Registration.objects.get().source == "/fr/venez/"
    events.repeat(event=rally, rule="FREQ=WEEKLY", until=None, count=3, user=None)
    Event.objects.filter(pk=rally.pk).update(over_at=timezone.now() - dt.timedelta(hours=1))
    following = Event.objects.upcoming().filter(series__isnull=False)[0]
    html = client.get("/fr/venez/?x=1").content.decode()
    assert f"/fr/agenda/{following.pk}/registrations/" in html
    assert choice in dict(PageForms().choices()), "the page can still be saved"
