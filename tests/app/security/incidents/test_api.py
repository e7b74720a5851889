"""What guards ask of the platform: in words where they err, once where they repeat themselves."""

import base64
import threading
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from hustings.foundation.accounts.models import Grant
from hustings.security.decoys import actions as papers
from hustings.security.decoys.models import Alarm
from hustings.security.incidents import actions
from hustings.security.incidents.actions import intake
from hustings.security.incidents.guards import store
from hustings.security.incidents.models import (
    Answer,
    Evidence,
    Guard,
    Incident,
    Look,
    Order,
    Rule,
    ShieldSettings,
    Sighting,
)
from mailguard import profile as profiles
from mailguard.agents.platform.commands import from_json
from mailguard.agents.platform.rules import RuleBook
from tests.cast.security.incidents.fixtures import Api, seen

HOST = "host:evil.example"


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()


def test_only_a_live_token_opens_anything(client, api, guard):
    for name in ["setup", "store", "orders"]:
        assert client.get(f"/api/shield/v1/{name}").status_code == 401
        assert Api(client, "hg_wrong").get(name).status_code == 401
    assert api.get("setup").status_code == 200 and api.get("sightings").status_code == 405
    Guard.objects.update(revoked_at="2027-01-01T00:00:00Z")
    assert api.get("setup").status_code == 401
    answers = [Api(client, f"hg_{n}").get("setup").status_code for n in range(30)]
    assert answers[-1] == 429


def test_the_setup_says_whom_to_protect_and_is_told_once(api, dora, alice, settings):
    settings.BASE_URL = "https://hq.campaign.example"
    ShieldSettings.objects.update_or_create(
        pk=1,
        defaults={"domains": "campaign.example\nno domain\ngmail.com", "services": "Drive: drive.example"},
    )
    Rule.objects.create(deed="block", kind="host", value="evil.example", reason="Fake log-in")
    Rule.objects.create(
        deed="allow", kind="host", value="old.example", reason="r", until="2020-01-01T00:00:00Z"
    )
    answer = api.get("setup")
    data = answer.json()
    profile = profiles.build(data["profile"])
    assert {one.name: one.role for one in profile.insiders} == {"Dora": "director", "Alice": "staff"}
    assert "campaign.example" in profile.domains and "gmail.com" not in profile.domains
    assert profile.services[0].domains == ("drive.example",)
    assert [rule.value for rule in RuleBook.from_json(data["rules"]).rules] == ["evil.example"]
    assert api.get("setup", if_none_match=answer["ETag"]).status_code == 304
    Grant.objects.filter(user=alice).update(revoked_at="2027-01-01T00:00:00Z")
    assert api.get("setup", if_none_match=answer["ETag"]).status_code == 200


def test_the_store_is_handed_out_as_promised(api, settings, tmp_path):
    settings.VAR = tmp_path
    assert api.get("store").status_code == 404 and "store" not in api.get("setup").json()
    store.path().parent.mkdir()
    store.path().write_bytes(b"relations")
    digest = api.get("setup").json()["store"]["sha256"]
    assert sha256(b"".join(api.get("store"))).hexdigest() == digest


def test_the_same_sightings_twice_are_there_once_and_tell_what_is_new(api):
    rows = [seen(n, HOST).to_json() for n in range(3)]
    assert api.post("sightings", {"sightings": rows}).json() == {"received": 3, "new": 3}
    rows[0] |= {"opened": True, "done": "held"}
    assert api.post("sightings", {"sightings": rows}).json() == {"received": 3, "new": 0}
    incident = Incident.objects.get()
    assert incident.n_sightings == 3 and incident.sightings.count() == 3
    assert Sighting.objects.get(key=rows[0]["id"]).is_opened is True


def test_what_is_no_sighting_is_refused_in_words_and_nothing_is_kept(api):
    good = seen(1, HOST).to_json()
    for row, status in [
        ({}, 422), ({**good, "score": 7}, 422), ({**good, "content": "?"}, 422), ("text", 422),
        ({**good, "content": base64.b64encode(b"another").decode()}, 422),
        ({**good, "place": {"a": "b" * 9_000}}, 422),
    ]:  # fmt: skip
        answer = api.post("sightings", {"sightings": [good, row]})
        assert answer.status_code == status and "sighting 2" in answer.json()["detail"], row
    assert api.post("sightings", {"sightings": [good] * 201}).status_code == 413
    assert api.post("sightings", "{").status_code == 400
    assert api.post("sightings", {"sightings": 1}).status_code == 422
    assert not Sighting.objects.exists()
    odd = {**good, "subject": "a\0b", "sender": "\ud800@x.example", "size": 2**70}
    assert api.post("sightings", {"sightings": [odd]}).json()["new"] == 1


def test_a_message_that_comes_along_lies_encrypted(api):
    raw = b"Subject: secret plans\r\n\r\nbody"
    row = seen(1, HOST, sha256=sha256(raw).hexdigest()).to_json()
    row |= {"raw": True, "content": base64.b64encode(raw).decode()}
    assert api.post("sightings", {"sightings": [row, row]}).status_code == 200
    assert intake.raw(row["sha256"]) == raw
    assert b"secret" not in bytes(Evidence.objects.get().sealed)


def test_orders_wait_for_their_guard_and_are_answered_once(api, guard, client, sam):
    api.post("sightings", {"sightings": [seen(1, HOST).to_json()]})
    other = Guard(name="other", kind="watcher")
    theirs = Api(client, other.renew())
    other.save()
    assert actions.order(deed="release", sightings=list(Sighting.objects.all()), user=sam) == 1
    twice = list(Sighting.objects.all()) * 2
    assert actions.order_everywhere(deed="hold", sightings=twice, user=sam, incident=None) == 1
    mine = [from_json(row) for row in api.get("orders").json()["orders"]]
    assert [one.deed for one in mine] == ["release", "hold"] and mine[0].place == {"held": "h1"}
    assert [row["deed"] for row in theirs.get("orders").json()["orders"]] == ["hold"]
    done = [{"order_id": one.id, "outcome": "done", "text": "Released"} for one in mine]
    assert theirs.post("answers", {"answers": done[:1]}).json()["new"] == 0, "not theirs to answer"
    odd = {"order_id": "no-such-order", "outcome": "done"}
    assert api.post("answers", {"answers": [*done, odd]}).json() == {"received": 3, "new": 2}
    assert api.post("answers", {"answers": done}).json()["new"] == 0
    assert api.get("orders").json() == {"orders": []}
    assert len(theirs.get("orders").json()["orders"]) == 1
    assert Sighting.objects.get().state == "released" and Answer.objects.count() == 2
    Order.objects.update(lapses_at="2027-01-01T00:00:00Z")


def test_an_order_that_failed_is_asked_for_again_and_the_later_answer_counts(api, guard, sam, clock):
    clock("2027-03-01 10:00")
    api.post("sightings", {"sightings": [seen(1, HOST).to_json()]})
    actions.order(deed="delete", sightings=list(Sighting.objects.all()), user=sam)
    (name,) = [row["id"] for row in api.get("orders").json()["orders"]]

    def answer(outcome):
        told = {"order_id": name, "outcome": outcome, "text": outcome.upper()}
        return api.post("answers", {"answers": [told]}).json()["new"]

    assert answer("failed") == 1 and answer("failed") == 0
    assert api.get("orders").json() == {"orders": []} and Sighting.objects.get().state == ""
    clock("2027-03-01 10:11")
    assert [row["id"] for row in api.get("orders").json()["orders"]] == [name]
    assert answer("done") == 1 and answer("failed") == 0
    assert (Answer.objects.get().outcome, Answer.objects.get().text) == ("done", "DONE")
    assert Sighting.objects.get().state == "deleted" and api.get("orders").json() == {"orders": []}


def test_orders_say_more_than_a_message_id_and_nothing_of_our_own_domains(sam):
    traits = ["lure:x1", "host:evil.example", "sender:boss@ours.example", "sender:@evil.example", "name:boss"]
    actions.take_in(seen=[seen(1, *traits), seen(2, *traits[:2], action="deliver")])
    rows = list(Sighting.objects.order_by("pk"))
    for deed in ("hold", "delete"):
        actions.order_everywhere(deed=deed, sightings=rows[:1], user=sam, incident=None, own=["ours.example"])
    hold, delete = [
        from_json(one.about | {"id": "1", "deed": one.deed}) for one in Order.objects.order_by("pk")
    ]
    assert (
        (hold.sha256, hold.message_id)
        == (rows[0].sha256, "<1@evil.example>")
        == (delete.sha256, delete.message_id)
    )
    assert {one.value for one in hold.traits} == {"x1", "evil.example"} and hold.alike and not delete.alike
    assert {one.value for one in delete.traits} == {"x1", "evil.example", "boss@ours.example"}


def test_who_asks_too_often_is_told_to_wait(api, monkeypatch):
    monkeypatch.setattr("hustings.security.incidents.api.auth.USUAL", 3)
    answers = [api.get("orders") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"


@pytest.mark.django_db(transaction=True)
def test_two_guards_at_once_write_each_message_once():
    """The same messages, in another order, by two threads with connections of their own."""
    rows = [seen(n, f"host:h{n // 2}.example", f"lure:l{(n + 1) // 2}") for n in range(40)]
    wrong = []

    def work(some):
        try:
            for start in range(0, 40, 10):
                actions.take_in(seen=some[start : start + 10])
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    both = [threading.Thread(target=work, args=[some]) for some in (rows, rows[::-1])]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert not wrong and Sighting.objects.count() == 40
    standing = Incident.objects.standing().get()
    assert standing.n_sightings == standing.sightings.count() == 40


def test_what_is_due_stays_while_its_incident_is_open_or_orders_wait_and_its_end_is_noted(api, guard, sam):
    api.post("sightings", {"sightings": [seen(1, HOST).to_json(), seen(2, action="deliver").to_json()]})
    digests = [seen(1).sha256, seen(2).sha256]
    assert api.post("due", {"sha256": digests}).json() == {"keep": digests[:1]}
    incident = Incident.objects.get()
    actions.judge(incident=incident, outcome="attack", user=sam)
    assert api.post("due", {"sha256": digests}).json() == {"keep": []}
    actions.deal(incident=incident, deed="release", user=sam)
    assert api.post("due", {"sha256": digests}).json() == {"keep": sorted(digests)}
    assert api.post("due", {"sha256": [1]}).status_code == 422
    gone = [replace(seen(n), is_expired=True, done="Deleted.", subject="", opened=None) for n in (1, 3)]
    for _twice in range(2):
        api.post("sightings", {"sightings": [one.to_json() for one in gone]})
    rows = {row.key: row for row in Sighting.objects.all()}
    assert len(rows) == 2  # what isn't known is not taken in for that
    assert (rows[gone[0].id].state, rows[gone[0].id].done, rows[gone[0].id].place) == (
        "expired",
        "Deleted.",
        {},
    )
    assert rows[gone[0].id].subject == "Your password 1"
    assert Look.objects.filter(what="expired").values_list("user", "about").get() == (None, "mx: 1")


def test_a_decoy_document_in_a_mail_raises_its_alarm_once_and_guards_know_its_marks(api, sam):
    text = papers.ready("access", "fr")
    document = papers.write_document(title="D", language="fr", text_=text, user=sam)
    copy = papers.make_copy(document=document, format_="docx", place="the drive", user=sam)
    profile = api.get("setup").json()["profile"]
    assert profile["decoy_files"] == [copy.sha256, copy.mark] and profiles.build(profile)
    one = replace(seen(1, action="deliver"), decoys=(copy.mark,))
    for _twice in range(2):
        api.post("sightings", {"sightings": [one.to_json(), seen(2, action="deliver").to_json()]})
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.place, alarm.n) == ("file", "the drive", 1)
    assert "it@evil.example → staff1@campaign.example" in alarm.sightings.get().agent


def test_odd_texts_times_and_depths_are_taken_or_refused_in_words(api):
    good = seen(1, HOST).to_json()
    rows = [
        {**good, "id": "a", "at": "0001-01-01T00:00:00+14:00", "decoys": ["\ud800"],
         "place": {"\0": "\ud800"}},
        {**good, "id": "b", "at": "9999-12-31T23:59:59-14:00", "traits": [["\ud800", ""]]},
        {**good, "id": "c", "at": "2999-01-01T00:00:00Z", "mailboxes": ["\ud800@campaign.example"]},
    ]  # fmt: skip
    assert api.post("sightings", {"sightings": rows}).json() == {"received": 3, "new": 3}
    now = timezone.now()
    told = [
        model.objects.values_list(name, flat=True)
        for model, name in [(Sighting, "at"), (Incident, "last_at")]
    ]
    for at in [*told[0], *told[1]]:
        assert abs(now - at) < timedelta(minutes=1), "neither from the future nor from before there was mail"
    assert api.post("due", {"sha256": ["\ud800", "a\0"]}).json() == {"keep": []}
    deep = "[" * 900 + "]" * 900
    for body in ["[" * 20_000, '{"sightings": ' + deep + "}", '{"due": NaN}']:
        assert api.post("sightings", body).status_code == api.post("due", body).status_code == 400
