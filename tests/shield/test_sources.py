"""Mailboxes are set up with a real test, against a Dovecot of our own."""

import tempfile
from pathlib import Path

import pytest
from django.core.cache import cache

from hustings.shield.models import Source
from tests.mailing import dovecot

FORM = {
    "name": "Bob", "address": "bob@campaign.example", "host": "127.0.0.1", "safety": "plain",
    "way": "password",
    "login": "bob", "secret": "secret", "folder": "INBOX", "held_folder": "Held", "report_folder": "Report",
}  # fmt: skip


@pytest.fixture(scope="module")
def server():
    started = dovecot.start(Path(tempfile.mkdtemp(prefix="hustings-dovecot-")))
    yield started
    started.stop()


@pytest.fixture
def lead(client, sam):
    cache.clear()
    client.force_login(sam)
    return client


def test_a_mailbox_is_tried_out_and_what_is_wrong_is_said_with_the_remedy(lead, server, sam):
    form = FORM | {"port": server.port, "user": sam.pk}
    answer = lead.post("/hq/shield/sources/new/mailbox/", form, follow=True)
    source = Source.objects.get()
    assert "The test went well" in answer.content.decode() and source.tested_at and not source.problem
    assert source in Source.objects.watched() and source.secret == "secret"
    assert 'value="secret"' not in lead.get(f"/hq/shield/sources/{source.pk}/").content.decode()
    where = f"/hq/shield/sources/{source.pk}/"
    for change, words in [
        ({"secret": "wrong"}, "app password"),
        ({"secret": "secret", "folder": "Elsewhere"}, "There is: INBOX"),
        ({"secret": "secret", "port": 1}, "refuses port 1"),
        ({"secret": "secret", "safety": "tls"}, "no TLS"),
        ({"secret": "secret", "host": "mail.invalid"}, "clear"),
    ]:  # fmt: skip
        answer = lead.post(where, form | change, follow=True)
        assert words in answer.content.decode(), change
        source.refresh_from_db()
        assert source.problem and source not in Source.objects.watched(), change
    assert lead.post(where, form | {"secret": ""}).status_code == 422, "the name was another one"
    lead.post(where, form)
    lead.post(where, form | {"secret": ""})
    source.refresh_from_db()
    assert source.secret == "secret" and source.tested_at
    lead.post(f"{where}deeds/", {"do": "remove"})
    source.refresh_from_db()
    assert source.removed_at and not source.sealed and lead.get(where).status_code == 404


def test_mailboxes_are_not_tried_out_all_the_time(lead, server, monkeypatch):
    monkeypatch.setattr("hustings.shield.views.sources.TRIES", 0)
    answer = lead.post("/hq/shield/sources/new/reports/", FORM | {"port": server.port}, follow=True)
    assert "too many tests" in answer.content.decode() and Source.objects.get().kind == "reports"
