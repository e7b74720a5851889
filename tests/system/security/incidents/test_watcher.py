"""The watcher of this installation, with a Dovecot of our own: it holds, tells and obeys."""

import tempfile
import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from hustings.security.incidents import actions
from hustings.security.incidents.models import Incident, Order, Report, Sighting, Source
from hustings.security.incidents.sources.watcher import Watcher
from hustings.shells.cli import up
from tests.app.security.incidents.test_reports import phish
from tests.cast.mailguard.agents.imap.between import Between
from tests.cast.outreach import dovecot
from tests.conftest import user


def until(wanted, seconds=40.0):
    """Wait for something to come true."""
    ends_at = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < ends_at, "it did not come true"
        time.sleep(0.2)


@pytest.mark.django_db(transaction=True)
def test_it_holds_tells_obeys_and_takes_reports(tmp_path, monkeypatch):
    monkeypatch.setattr("hustings.security.incidents.sources.watcher._LOOK_EVERY", 0.5)
    monkeypatch.setattr("hustings.security.incidents.sources.watcher.PACE", 1)
    server = dovecot.start(Path(tempfile.mkdtemp(prefix="hustings-dovecot-")), "auth_failure_delay = 0\n")
    alice = user("alice", "director")
    source = Source(
        kind="mailbox", name="Alice", host="127.0.0.1", port=server.port, safety="plain", login="alice",
        address="alice@example.org", user=alice, tested_at="2027-01-01T00:00:00Z",
    )  # fmt: skip
    source.secret = "wrong"
    assert not up.has_mailboxes()
    source.save()
    assert up.has_mailboxes()
    stop, again = threading.Event(), threading.Event()
    way = Between(server.port)
    watcher = Watcher(tmp_path / "watcher")
    thread = threading.Thread(target=watcher.run, args=[stop], daemon=True)
    try:
        thread.start()
        until(lambda: Source.objects.exclude(problem="").exists())
        assert not Source.objects.get().is_open
        right = Source.objects.get()
        right.secret = "secret"
        right.save()
        assert actions.try_out(source=right)[1] == ""
        until(lambda: any(each.is_connected for each in watcher._watch.standings()), 20)  # not in a minute
        until(lambda: Source.objects.get().is_open)
        server.add(phish(), user="alice")
        until(lambda: Sighting.objects.filter(action__gte=2).exists())
        until(lambda: server.held("Held", user="alice") == ["*Urgent: verify your password"])
        assert server.held(user="alice") == []
        twin = Source.objects.create(
            kind="mailbox", name="Alice again", host="127.0.0.1", port=server.port, safety="plain",
            login="Alice", sealed=Source.objects.get().sealed, tested_at="2027-01-01T00:00:00Z",
        )  # fmt: skip
        until(lambda: "Alice" in Source.objects.get(pk=twin.pk).problem)
        assert len(watcher._watch.standings()) == 1
        twin.delete()
        incident, row = Incident.objects.get(), Sighting.objects.get()
        assert row.source == source and row.mailboxes == ["alice@example.org"]
        actions.deal(incident=incident, deed="release", user=alice)
        until(lambda: Order.objects.get().answers.exists())
        until(lambda: server.held(user="alice") == ["*Urgent: verify your password"])
        assert Order.objects.get().answers.get().outcome == "done"
        client = server.client("alice")
        client.create("Report")
        client.append("Report", "", "", phish("Bank <a@other-verify.example>").replace(b"\n", b"\r\n"))
        client.logout()
        until(Report.objects.filter(user=alice, way="folder").exists)
        carol = Source.objects.create(
            kind="mailbox", name="Carol", host="127.0.0.1", port=way.port, safety="plain", login="carol",
            sealed=Source.objects.get().sealed, tested_at="2027-01-01T00:00:00Z",
        )  # fmt: skip
        until(lambda: sum(each.is_connected for each in watcher._watch.standings()) == 2)
        way.before[rb"^DONE"] = again.wait  # her server hangs
        actions.order_everywhere(deed="hold", sightings=[row], user=alice, incident=incident)
        late = Order.objects.latest("pk")
        until(lambda: late.uid.hex in str(watcher._watch._state.pending(f"source-{carol.pk}")))
        n = Sighting.objects.count()
        server.add(phish("Post <a@third-verify.example>"), user="alice")
        until(lambda: Sighting.objects.count() > n, 15)
        assert not late.answers.exists()  # it waits for her for thirty seconds, and nobody else does
    finally:
        again.set()
        way.close()
        stop.set()
        thread.join(30)
        server.stop()
        connection.close()
    assert not thread.is_alive()
