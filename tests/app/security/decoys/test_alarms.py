"""Alarms: grouped, told at once without naming a decoy, acknowledged."""

import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connection
from django.utils import timezone

from hustings.foundation.accounts.models import Grant
from hustings.people.persons.actions import add_person
from hustings.security.decoys import actions, alarms, names
from hustings.security.decoys.models import Alarm, Decoy, Entry, Sighting
from tests.conftest import user

pytestmark = pytest.mark.django_db


def use(**about):
    return alarms.Use(**({"at": timezone.now(), "address": "192.0.2.7"} | about))


def test_many_tries_are_one_alarm_with_a_count_and_a_chart(client, erin, login, monkeypatch):
    monkeypatch.setattr(alarms, "KEPT", 20)
    began = timezone.now() - dt.timedelta(hours=5)
    for n in range(120):
        alarms.login_used(login.login, use(at=began + dt.timedelta(minutes=2 * n)))
    alarm = Alarm.objects.get()
    assert (alarm.n, alarm.sightings.count(), sum(t.n for t in alarm.tallies.all())) == (120, 20, 120)
    assert alarm.last_at - alarm.first_at == dt.timedelta(minutes=2 * 119)
    client.force_login(erin)
    assert "120" in client.get("/hq/decoys/").text
    page = client.get(f"/hq/decoys/alarms/{alarm.pk}/").text
    for words in ["the treasurer’s mailbox", "192.0.2.7", "chart__bar", "Only the first 20"]:
        assert words in page


def test_the_security_lead_is_told_at_once_and_no_decoy_is_named(
    erin, dora, login, decoy, mailoutbox, run_tasks
):
    for _n in range(11):
        alarms.login_used(login.login, use(where="HQ", agent="curl/8"))
    run_tasks()
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [["erin@example.org"]] * 2, "at the first and the tenth"
    for mail in mailoutbox:
        said = mail.subject + mail.body
        assert f"/hq/decoys/alarms/{Alarm.objects.get().pk}/" in said
        assert "192.0.2.7" in said
        for secret in [decoy.address, decoy.family_name, decoy.local, login.password, "treasurer"]:
            assert secret not in said


def test_without_a_security_lead_the_directors_are_told(dora, login, erin, mailoutbox, run_tasks):
    Grant.objects.filter(user=erin).update(revoked_at=timezone.now())
    alarms.login_used(login.login, use())
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [["dora@example.org"]]


def test_acknowledging_ends_it_and_the_next_use_opens_another(client, erin, login):
    alarm = alarms.login_used(login.login, use())
    client.force_login(erin)
    assert "Decoy triggered" in client.get("/hq/").text
    where = f"/hq/decoys/alarms/{alarm.pk}/acknowledgement/"
    assert client.post(where, {"note": "Password changed"}).status_code == 302
    client.post(where, {"note": "Again"})
    alarm.refresh_from_db()
    assert (alarm.acknowledged_by, alarm.note) == (erin, "Password changed")
    assert Entry.objects.filter(deed="acknowledged").count() == 1
    assert "Decoy triggered" not in client.get("/hq/").text
    assert alarms.login_used(login.login, use()).pk != alarm.pk


@pytest.mark.django_db(transaction=True)
def test_many_uses_at_once_are_one_alarm(login):
    def go() -> None:
        for _n in range(5):
            alarms.login_used(login.login, use())
        connection.close()

    threads = [threading.Thread(target=go) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Alarm.objects.get().n == 20
    assert Sighting.objects.count() == 20


def test_our_own_hook_is_told_signed_and_once(login, decoy, settings, run_tasks):
    heard = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((json.loads(body), self.headers["X-Hustings-Signature"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.DECOY_HOOK = f"http://127.0.0.1:{server.server_port}/"
    settings.DECOY_HOOK_SECRET = "shared"
    alarm = alarms.login_used(login.login, use())
    run_tasks()
    run_tasks()
    server.shutdown()
    server.server_close()
    ((told, signature),) = heard
    assert (told["alarm"], told["kind"], told["address"]) == (alarm.pk, "login", "192.0.2.7")
    assert len(signature) == 64
    assert decoy.local not in json.dumps(told)


def test_nobody_who_exists_lends_a_decoy_name_or_mailbox(erin, dora, monkeypatch):
    monkeypatch.setitem(names.GIVEN, "en", "Ada Ben Cleo")
    monkeypatch.setitem(names.FAMILY, "en", "Marsh")
    add_person(given_name="ADA", family_name="marsh")
    add_person(given_name="X", family_name="Y", email="Ben.Marsh@campaign.example")
    user("cleo").__class__.objects.filter(email="cleo@example.org").update(last_name="Marsh")
    with pytest.raises(actions.NoName, match="choose another domain"):
        actions.invent_people(n=1, domain="campaign.example", language="en", user=erin)
    (ben,) = actions.invent_people(n=1, domain="other.example", language="en", user=erin)
    assert str(ben) == "Ben Marsh"
    assert Decoy.objects.count() == 1


def test_people_and_log_ins_are_made_on_pages_and_a_password_is_shown_once(client, erin):
    client.force_login(erin)
    assert "No decoy placed yet" in client.get("/hq/decoys/").text
    assert "None yet" in client.get("/hq/decoys/people/").text
    assert (
        client.post("/hq/decoys/people/", {"n": 2, "domain": "not a domain", "language": "fr"}).status_code
        == 422
    )
    assert (
        client.post("/hq/decoys/people/", {"n": 2, "domain": "a.example", "language": "fr"}).status_code
        == 302
    )
    decoy = Decoy.objects.first()
    where = f"/hq/decoys/people/{decoy.pk}/"
    made = client.post(where, {"place": "the wiki"})
    assert "no-store" in made["Cache-Control"]
    assert "Copy the password now" in made.text
    assert "Copy the password now" not in client.get(where).text
    client.post(f"{where}retirement/")
    client.post(where, {"place": "too late"})
    assert list(decoy.logins.values_list("place", flat=True)) == ["the wiki"]


@pytest.mark.parametrize("who", ["alice", "bob", "mallory"])
def test_nobody_else_sees_a_decoy(client, request, who, decoy):
    client.force_login(request.getfixturevalue(who))
    for path in ["", "people/", f"people/{decoy.pk}/", "register/"]:
        assert client.get(f"/hq/decoys/{path}").status_code == 403
