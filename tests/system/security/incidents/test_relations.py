"""Who writes to the team, learnt from a real mailbox whose owner agreed, and from no other."""

import tempfile
from contextlib import closing
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.security.incidents import actions
from hustings.security.incidents.guards import relations, store
from hustings.security.incidents.models import (
    Incident,
    Look,
    Perusal,
    ShieldSettings,
    Sighting,
    Source,
    Study,
)
from hustings.security.incidents.sources import mailbox_study
from mailguard.correspondents import Memory
from mailguard.correspondents.learning import read
from mailguard.facts import Relation
from mailguard.profile import Profile
from tests.cast.outreach import dovecot


@pytest.fixture(scope="module")
def server():
    running = dovecot.start(Path(tempfile.mkdtemp(prefix="hustings-learning-")), "auth_failure_delay = 0\n")
    yield running
    running.stop()


def letter(n, who, to="alice@campaign.example"):
    at = format_datetime(timezone.now() - timedelta(days=20 + n))
    return (
        f"From: {who}\r\nTo: {to}\r\nSubject: Press {n}\r\nDate: {at}\r\nMessage-ID: <{n}@news.example>\r\n"
        f"Authentication-Results: mx.campaign.example; dmarc=pass header.from={who.rpartition('@')[2]}\r\n"
        f"\r\nThe interview is at {n}.\r\n"
    ).encode()


def put(server, name, folder, *raws):
    client = server.client(name)
    client.create(f'"{folder}"')
    for raw in raws:
        client.append(f'"{folder}"', "", None, raw)
    client.logout()


@pytest.fixture
def mailbox(server, request, settings, tmp_path, db):
    """Alice's mailbox, which may be read whole."""
    settings.VAR = tmp_path
    ShieldSettings.objects.create(pk=1, domains="campaign.example", receivers="mx.campaign.example")
    name = "a" + "".join(each for each in request.node.name if each.isalpha())[:30]
    made = Source(
        kind="mailbox", name="Alice", host="127.0.0.1", port=server.port, safety="plain", login=name,
        address="alice@campaign.example", tested_at="2027-01-01T00:00:00Z", is_read_whole=True,
    )  # fmt: skip
    made.secret = "secret"
    made.save()
    return made


def knows(path, who):
    """What a store says of somebody."""
    with closing(Memory(path, is_read_only=True)) as memory:
        relation = memory.relation(read(letter(99, who), Profile()))
        return relation != Relation() and relation.n_received


def test_it_is_learnt_published_and_goes_on_where_it_was(server, mailbox, run_tasks, client, sam):
    name = mailbox.login
    put(server, name, "INBOX", *(letter(n, "ines@paper.example") for n in range(3)))
    put(server, name, "Sent", letter(10, "alice@campaign.example", "omar@radio.example"))
    put(server, name, "Junk", letter(20, "spam@evil.example"))
    put(server, name, "Held", letter(21, "held@evil.example"))
    put(server, name, "Archive", letter(30, "old@paper.example"), letter(31, "mallory@evil.example"))
    attack = Incident.objects.create(title="I", action=2)
    Sighting.objects.create(
        key="s", incident=attack, at=timezone.now(), action=2, message_id="31@news.example"
    )
    client.force_login(sam)
    page = client.get(reverse("incidents:relations"))
    assert "Nothing learned yet." in page.content.decode() and not store.digest()
    client.post(reverse("incidents:relations_deeds"), {"do": "learn"})
    assert "hx-get" in client.get(reverse("incidents:relations")).content.decode()
    run_tasks()
    assert client.get(reverse("incidents:relations_progress")).headers["HX-Refresh"] == "true"
    first = store.digest()
    assert (
        first and knows(store.path(), "ines@paper.example") == 3 and knows(store.path(), "old@paper.example")
    )
    for stranger in ("spam", "held", "mallory"):
        assert not knows(store.path(), f"{stranger}@evil.example")
    one = Perusal.objects.get()
    assert (one.n_read, one.problem) == (6, "") and set(one.places) == {"INBOX", "Sent", "Archive"}
    assert server.held("INBOX", name) == [f"*Press {n}" for n in range(3)], "something was marked as read"
    assert Look.objects.filter(what="learnt", user=sam).count() == 1
    put(server, name, "INBOX", letter(4, "ines@paper.example"))
    actions.learn_daily()
    run_tasks()
    one.refresh_from_db()
    assert one.n_read == 7 and knows(store.path(), "ines@paper.example") == 4 and store.digest() != first
    assert Look.objects.filter(what="learnt").count() == 1


def test_killed_in_the_middle_it_counts_nobody_twice(server, mailbox, monkeypatch):
    put(server, mailbox.login, "INBOX", *(letter(n, "ines@paper.example") for n in range(6)))
    monkeypatch.setattr("mailguard.agents.imap.gathering._AT_ONCE", 2)
    study = Study.objects.create(purpose="relations")

    def killed(times):
        def pause():
            nonlocal times
            times -= 1
            if times < 0:
                raise KeyboardInterrupt

        return pause

    for _again in range(2):
        with pytest.raises(KeyboardInterrupt):
            relations.learn(study, killed(1))
        assert not store.digest(), "half of it was published"
    Perusal.objects.update(places={})  # the last portion was learnt, its place not noted yet
    relations.learn(study, lambda: None)
    assert knows(store.path(), "ines@paper.example") == 6


def test_who_withdraws_is_forgotten_and_what_was_learnt_can_be_deleted(
    server, mailbox, run_tasks, sam, django_capture_on_commit_callbacks
):
    put(server, mailbox.login, "INBOX", letter(1, "ines@paper.example"))
    bob = Source(
        kind="mailbox", name="Bob", host="127.0.0.1", port=server.port, safety="plain",
        login=f"b{mailbox.login}", tested_at="2027-01-01T00:00:00Z", is_read_whole=True,
    )  # fmt: skip
    bob.secret = "secret"
    bob.save()
    put(server, bob.login, "INBOX", letter(2, "omar@radio.example"))
    actions.learn(user=sam)
    run_tasks()
    assert knows(store.path(), "omar@radio.example")
    Source.objects.filter(pk=bob.pk).update(is_read_whole=False)
    actions.learn(user=sam)
    run_tasks()
    assert knows(store.path(), "ines@paper.example") and not knows(store.path(), "omar@radio.example")
    with django_capture_on_commit_callbacks(execute=True):
        actions.unlearn(user=sam)
    assert not store.path().exists() and not relations.growing().exists() and not Study.objects.exists()
    Source.objects.update(is_read_whole=False)
    with pytest.raises(actions.Refused):
        actions.learn(user=sam)
    actions.learn_daily()
    assert not Study.objects.exists()


def test_a_mailbox_that_cant_be_opened_holds_up_no_other_and_says_why(server, mailbox, run_tasks, sam):
    put(server, mailbox.login, "INBOX", letter(1, "ines@paper.example"))
    wrong = Source(
        kind="mailbox", name="0", host="127.0.0.1", port=server.port, safety="plain", login="x",
        tested_at="2027-01-01T00:00:00Z", is_read_whole=True,
    )  # fmt: skip
    wrong.secret = "wrong"
    wrong.save()
    actions.learn(user=sam)
    run_tasks()
    assert knows(store.path(), "ines@paper.example")
    assert Perusal.objects.get(source=wrong).problem and not Perusal.objects.get(source=mailbox).problem
    study = Study.objects.get()
    assert study.done_at and study.n_kept == 1
    with pytest.raises(mailbox_study.Overtaken):
        actions.learn(user=sam, anew=True)
        mailbox_study.still(study)
