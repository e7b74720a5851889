"""Webhooks in HQ, by their pages."""

import pytest

from hustings.foundation.accounts.models import Grant, LogEntry
from hustings.foundation.webhooks import outbox
from hustings.foundation.webhooks.models import Delivery, Endpoint
from hustings.people.persons.actions import add_person
from hustings.people.persons.actions.consents import record_consent
from hustings.people.persons.models import Person, Purpose
from tests.cast.foundation.webhooks.fixtures import send, set_up

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}


def test_a_director_sets_one_up_tests_it_and_sees_the_answer(client, dora, receiver, run_tasks):
    client.force_login(dora)
    assert "No webhook yet" in client.get("/hq/webhooks/", headers=EN).text
    said = {"name": "Newsletter tool", "url": receiver.url, "events": ["petitions.signed", "people.erased"]}
    made = client.post("/hq/webhooks/", said, headers=EN)
    assert "whsec_" in made.text and "no-store" in made["Cache-Control"]
    endpoint = Endpoint.objects.get()
    here = f"/hq/webhooks/{endpoint.pk}/"
    assert "whsec_" not in client.get(here).text
    assert client.post(f"{here}test/").status_code == 302
    send(run_tasks)
    page = client.get(here, headers=EN).text
    assert "webhooks.test" in page and ">204<" in page and "Petition signed" in page
    assert receiver.said()[0]["type"] == "webhooks.test"
    assert LogEntry.objects.get().get_kind_display() == "webhook set up or changed"
    delivery = Delivery.objects.get()
    assert client.post(here, {"deed": "resending", "row": delivery.pk}).status_code == 302
    send(run_tasks)
    assert receiver.times() == {delivery.webhook_id: 2}


def test_it_is_paused_goes_on_changes_its_secret_and_goes(client, dora):
    endpoint, _secret = set_up("https://tool.example/x", ["people.added"], dora)
    client.force_login(dora)
    here = f"/hq/webhooks/{endpoint.pk}/"
    client.post(f"{here}pause/")
    assert "paused by the team" in client.get(here, headers=EN).text
    client.post(f"{here}pause/", {"resume": "1"})
    assert "paused by the team" not in client.get(here, headers=EN).text
    assert "stays valid for one day" in client.post(f"{here}secret/", headers=EN).text
    client.post(f"{here}removal/")
    assert client.get(here).status_code == 404
    kept = Endpoint.objects.get()
    assert (kept.secret, kept.old_secret) == ("", "")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://127.0.0.1/hook", "inside a private network"),
        ("https://10.0.0.8/hook", "inside a private network"),
        ("https://[::1]/hook", "inside a private network"),
        ("http://9.9.9.9/hook", "Use https://"),
        ("tool.example/hook", "starting with https://"),
        ("ftp://9.9.9.9/", "starting with https://"),
        ("https://a:b@9.9.9.9/", "as a web server does"),
        ("https://no-such-name.invalid/", "name doesn’t exist"),
    ],
)
def test_an_address_that_can_not_be_told_is_refused_in_words(client, dora, url, words):
    client.force_login(dora)
    page = client.post("/hq/webhooks/", {"name": "T", "url": url, "events": ["people.added"]}, headers=EN)
    assert page.status_code == 422 and words in page.text and not Endpoint.objects.exists()


def test_the_rest_of_the_team_has_no_webhooks(client, alice, dora):
    endpoint, _secret = set_up("https://tool.example/x", ["people.added"], dora)
    client.force_login(alice)
    for path in ("", f"{endpoint.pk}/", f"{endpoint.pk}/settings/"):
        assert client.get(f"/hq/webhooks/{path}").status_code == 403
    assert client.post(f"/hq/webhooks/{endpoint.pk}/secret/").status_code == 403


def known() -> Person:
    ada = add_person(given_name="Ada", family_name="Martin", email="ada@example.org", postcode="69001")
    record_consent(person=ada, purpose=Purpose.EMAIL, is_given=True, source="test")
    return ada


def test_names_leave_only_where_it_was_asked_for(dora, receiver, run_tasks):
    set_up(receiver.url, ["people.added"], dora)
    ada = known()
    send(run_tasks)
    assert receiver.said()[0]["data"] == {"person": {"id": ada.pk}}
    assert "ada" not in str(Delivery.objects.values()).lower()


def test_contact_data_says_what_they_agreed_to(dora, receiver, run_tasks):
    set_up(receiver.url, ["people.added"], dora, with_people=True)
    ada = known()
    Person.objects.filter(pk=ada.pk).update(no_calls_since=ada.created_at)
    record_consent(person=ada, purpose=Purpose.PHONE, is_given=True, source="test")
    send(run_tasks)
    (person,) = [said["data"]["person"] for said in receiver.said()]
    assert (person["email"], person["postcode"], person["consents"]) == (
        "ada@example.org",
        "69001",
        ["email"],
    )
    assert person["page"].endswith(f"/hq/people/{ada.uid}/")


def test_contact_data_stops_with_the_right_of_whoever_answers_for_it(client, dora, receiver, run_tasks):
    endpoint, _secret = set_up(receiver.url, ["people.added"], dora, with_people=True)
    Grant.objects.filter(user=dora).delete()
    known()
    send(run_tasks)
    assert set(receiver.said()[0]["data"]["person"]) == {"id"}
    Grant.objects.create(user=dora, role="director")
    Endpoint.objects.update(user=None)
    client.force_login(dora)
    here = f"/hq/webhooks/{endpoint.pk}/"
    assert "no longer included" in client.get(here, headers=EN).text
    said = {"name": "T", "url": receiver.url, "events": ["people.added"], "with_people": "on"}
    assert client.post(f"{here}settings/", said).status_code == 302
    assert "no longer included" not in client.get(here, headers=EN).text


def test_the_privacy_notice_names_who_gets_contact_data(client, dora, receiver):
    from hustings.site.website.notices import told

    set_up("https://crm.example/x", ["people.added"], dora)
    assert "crm.example" not in str(list(told()))
    set_up("https://crm.example/x", ["people.added"], dora, with_people=True)
    assert "crm.example" in str(list(told()))


def test_there_is_an_end_to_how_many(client, dora):
    for _n in range(20):
        set_up("https://tool.example/x", ["people.added"], dora)
    client.force_login(dora)
    said = {"name": "T", "url": "https://9.9.9.9/", "events": ["people.added"]}
    page = client.post("/hq/webhooks/", said, headers=EN)
    assert page.status_code == 422 and "up to 20 webhooks" in page.text
    outbox.forget()
