"""Offer help by the form, confirm, change and end it on one's own page."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.field.volunteers import actions, availability
from hustings.field.volunteers.models import (
    Charter,
    CharterAcceptance,
    HeldSkill,
    Skill,
    Task,
    TaskPlace,
    Volunteer,
    VolunteerOffer,
    VolunteerPage,
)
from hustings.people.persons.models import Consent, Person, Purpose
from hustings.site.website.models import HomePage
from tests.cast.field.volunteers.fixtures import at, skill, task
from tests.cast.people.devices import Run, known_browser, own_page_browser, stamp_in
from tests.cast.people.submissions import disown

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
FORM = "/fr/volunteer/"
MONDAY_EVENING, SATURDAY = availability.bit(0, 2), availability.bit(5, 0)


@pytest.fixture
def van(site: HomePage) -> Skill:
    return skill("Camionnette", kind="asset")


@pytest.fixture
def charter(site: HomePage) -> Charter:
    return actions.save_charter(
        titles={"fr": "Charte"}, texts={"fr": "Bienveillance."}, is_general=True, user=None
    )


def send(client: Client, path: str = FORM, **answers: Any) -> Any:
    typed = {
        "given_name": "Charlie", "family_name": "Dupont", "email": "charlie@example.org", "postcode": "69100",
    }  # fmt: skip
    stamp = stamp_in(client.get(path).content.decode())
    return client.post(path, {"stamp": stamp, **typed, **answers})


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def confirm(client: Client, run_tasks: Run) -> str:
    run_tasks()
    found = re.search(r"https?://[^/]+(/\S+/volunteer/offers/[^/\s]+/)\s", str(mail.outbox[-1].body))
    assert found
    client.post(found[1])
    return found[1]


def test_an_offer_counts_once_its_link_is_confirmed(client: Client, run_tasks: Run, van: Skill) -> None:
    answer = send(client, skills=[van.pk], times=["2", "15"], km="20", consent_email="on")
    assert answer.url == "/fr/volunteer/sent/"
    assert not Volunteer.objects.exists()
    where = confirm(client, run_tasks)
    found = Volunteer.objects.get()
    assert (found.km, found.times) == (20, MONDAY_EVENING | SATURDAY)
    assert found.person.held_skills.get().skill == van
    assert Consent.objects.live().get().purpose == Purpose.EMAIL
    html = client.get(where).content.decode()
    assert "Charlie" in html and 'href="/fr/my-data/?next=/fr/volunteer/me/tasks/"' in html
    assert 'href="/fr/volunteer/"' not in html, "who has just offered help is not asked to"
    assert "?next=" not in known_browser(found.person).get(where).content.decode(), "they go on at once"
    assert found.person.activities.filter(kind="volunteer.offered").count() == 1


def test_the_page_of_the_site_holds_the_form_and_its_address_leads_there(
    client: Client, site: HomePage
) -> None:
    page = VolunteerPage(title="Aider", slug="aider", locale=site.locale, lead="Une heure suffit.")
    site.add_child(instance=page)
    assert client.get(FORM).url.endswith("/fr/aider/")
    html = client.get("/fr/aider/").content.decode()
    assert 'action="/fr/volunteer/"' in html and "Une heure suffit." in html and "Lundi" in html
    assert '<span aria-hidden="true">Lun</span><span class="hidden-words">Lundi</span>' in html


def test_a_charter_is_accepted_in_its_version(client: Client, run_tasks: Run, charter: Charter) -> None:
    assert send(client).status_code == 422
    version = charter.current()
    assert version is not None
    send(client, **{f"charter_{version.pk}": "on"})
    confirm(client, run_tasks)
    assert CharterAcceptance.objects.get().version == version
    actions.save_charter(
        charter=charter, titles={"fr": "Charte"}, texts={"fr": "Autre."}, is_general=True, user=None
    )
    newer = charter.current()
    assert newer is not None and newer.number == 2
    assert CharterAcceptance.objects.get().version.text == "Bienveillance.", "what was accepted stays"


def test_a_recognised_supporter_takes_a_task_by_one_click(client: Client, run_tasks: Run) -> None:
    send(client)
    confirm(client, run_tasks)
    person = Person.objects.get()
    browser, needed = known_browser(person), task("Coller", **at(3))
    path = f"/fr/volunteer/tasks/{needed.pk}/"
    assert 'value="charlie@example.org"' in browser.get(path).content.decode()
    answer = send(browser, path)
    assert "offers" in answer.url
    assert TaskPlace.objects.get().person == person
    needed.refresh_from_db()
    assert needed.taken == 1
    assert "Coller" in browser.get(answer.url).content.decode()


def test_the_short_form_at_the_table_asks_no_more_than_its_task(client: Client, run_tasks: Run) -> None:
    needed = task("Conduire", **at(3), min_age="18")
    path = f"/fr/volunteer/tasks/{needed.pk}/"
    html = client.get(path).content.decode()
    assert 'name="skills"' not in html and 'name="times"' not in html and 'name="age"' in html
    assert send(client, path).status_code == 422
    send(client, path, age="18")
    confirm(client, run_tasks)
    assert TaskPlace.objects.get().task == needed
    assert Volunteer.objects.get().age == "18"
    Task.objects.filter(pk=needed.pk).update(closed_at=timezone.now())
    assert client.get(path).status_code == 410


def test_nobody_gets_more_than_the_places_there_are(client: Client, run_tasks: Run) -> None:
    needed = task("Coller", **at(3))
    path = f"/fr/volunteer/tasks/{needed.pk}/"
    send(client, path)
    send(client, path, email="bob@example.org", given_name="Bob")
    run_tasks()
    for message in mail.outbox:
        found = re.search(r"https?://[^/]+(/\S+/volunteer/offers/[^/\s]+/)\s", str(message.body))
        assert found
        client.post(found[1])
    assert TaskPlace.objects.count() == 1 and Volunteer.objects.count() == 2
    assert "ne peut plus" in client.get(found[1]).content.decode()


def test_this_was_not_me_takes_the_help_and_the_task_away(client: Client, run_tasks: Run) -> None:
    needed = task("Coller", **at(3))
    send(client, f"/fr/volunteer/tasks/{needed.pk}/", consent_email="on")
    confirm(client, run_tasks)
    disown(VolunteerOffer.objects.get())
    assert not Volunteer.objects.exists() and not Consent.objects.live().exists()
    needed.refresh_from_db()
    assert needed.taken == 0


def test_the_own_page_changes_what_one_can_do(client: Client, run_tasks: Run, van: Skill) -> None:
    cooking = skill("Cuisine")
    send(client, skills=[van.pk])
    confirm(client, run_tasks)
    found = Volunteer.objects.get()
    browser = own_page_browser(found.person)
    assert "Camionnette" in browser.get("/fr/volunteer/me/").content.decode()
    said = {"skills": [cooking.pk], "km": "5", "times": ["0"]}
    assert browser.post("/fr/volunteer/me/profile/", said).status_code == 302
    found.refresh_from_db()
    assert (found.km, found.times) == (5, 1)
    assert HeldSkill.objects.get().skill == cooking
    day = timezone.localdate() + dt.timedelta(days=10)
    browser.post("/fr/volunteer/me/days-off/", {"first": day.isoformat()})
    assert found.person.days_off.get().last == day
    browser.post("/fr/volunteer/me/pause/", {"days": "7"})
    found.refresh_from_db()
    assert found.is_paused and not Volunteer.objects.active().exists()
    browser.post("/fr/volunteer/me/leaving/")
    found.refresh_from_db()
    assert found.state == "left"


def test_a_remembered_browser_changes_what_one_can_do(client: Client, run_tasks: Run, van: Skill) -> None:
    """One's own alone: as with tasks, no link by mail is asked for."""
    send(client)
    confirm(client, run_tasks)
    found = Volunteer.objects.get()
    browser = known_browser(found.person)
    assert "Camionnette" in browser.get("/fr/volunteer/me/").content.decode()
    assert browser.post("/fr/volunteer/me/profile/", {"skills": [van.pk], "km": "5"}).status_code == 302
    found.refresh_from_db()
    assert found.km == 5
    assert HeldSkill.objects.get().person == found.person
    browser.post("/fr/volunteer/me/leaving/")
    found.refresh_from_db()
    assert found.state == "left"


def test_a_stranger_changes_nothing(client: Client) -> None:
    for path in ("/fr/volunteer/me/", "/fr/volunteer/me/tasks/"):
        where = client.get(path).url
        assert where.startswith("/fr/my-data/?") and f'name="next" value="{path}"' in read(client, where)
    assert client.post("/fr/volunteer/me/profile/", {"km": "5"}).url.startswith("/fr/my-data/")
