"""Mailboxes are opened seldom, tokens asked for seldom, and nothing that fails ends the work."""

import contextlib
import http.server
import json
import socket
import tempfile
import threading
import urllib.parse
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone, translation

from hustings.security.incidents import actions, schedules
from hustings.security.incidents.guards import protected_profile
from hustings.security.incidents.hostile_mail import sender_proof
from hustings.security.incidents.models import Guard, Look, Report, Sighting, Source
from hustings.security.incidents.sources import mailbox_tests, report_mailbox, retrying
from hustings.security.incidents.sources.watcher import FromDatabase, Watcher, box
from mailguard.agents.imap.errors import Unreachable
from tests.app.security.incidents.test_reports import phish
from tests.cast.mailguard import clamav, names
from tests.cast.mailguard.authentication import signer
from tests.cast.outreach import dovecot
from tests.cast.security.incidents.fixtures import seen
from tests.system.security.incidents.test_forwards import forward
from tests.waiting import until


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def server():
    started = dovecot.start(
        Path(tempfile.mkdtemp(prefix="hustings-dovecot-")), "auth_failure_delay = 0\nauth_verbose = yes\n"
    )
    yield started
    started.stop()


@pytest.fixture
def reports(server) -> Source:
    """A mailbox for reports."""
    made = Source(kind="reports", name="Reports", host="127.0.0.1", port=server.port, safety="plain")
    made.login, made.secret = "report", "secret"
    made.save()
    assert actions.try_out(source=made)[1] == ""
    made.refresh_from_db()
    return made


class House(http.server.BaseHTTPRequestHandler):
    """A provider of tokens, with a new refresh token each time."""

    asked: list[dict[str, str]]
    status = 200

    def do_POST(self):
        words = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self.asked.append(words)
        n = len(self.asked)
        told = {"access_token": f"a{n}", "refresh_token": f"r{n}", "expires_in": 3_600}
        raw = json.dumps(told if self.status == 200 else {"error": "invalid_grant"}).encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_words):
        pass


@pytest.fixture
def house():
    made = type("Ours", (House,), {"asked": []})
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), made)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    made.url = f"http://127.0.0.1:{running.server_address[1]}/token"
    yield made
    running.shutdown()
    running.server_close()


def by_token(house) -> Source:
    made = Source(kind="mailbox", name="Alice", host="127.0.0.1", login="alice", way="oauth")
    made.token_url, made.client_id, made.secret = house.url, "us", "r0"
    made.save()
    return made


@pytest.mark.django_db(transaction=True)
def test_a_token_is_kept_until_its_end_and_a_new_refresh_token_in_place_of_the_old(house):
    source = by_token(house)
    credentials = FromDatabase()
    assert [credentials.login(box(source)).secret for _ in range(3)] == ["a1"] * 3
    source.refresh_from_db()
    assert source.secret == "r1" and b"r1" not in bytes(source.sealed)
    assert cache.get(f"incidents:token:{source.pk}").startswith(b"gAAAA")  # Fernet's: sealed
    assert credentials.login(box(source), was_refused=True).secret == "a2"
    assert [words["refresh_token"] for words in house.asked] == ["r0", "r1"]
    house.status = 400
    with pytest.raises(mailbox_tests.Trouble, match="authorise it again"):
        mailbox_tests.access_token(source, was_refused=True)
    house.status = 503
    with pytest.raises(Unreachable):  # which is tried again soon, and no refused log-in
        credentials.login(box(source), was_refused=True)
    source.token_url = "http://example.net/token"
    source.save()
    with pytest.raises(mailbox_tests.Trouble, match="https://"):
        mailbox_tests.access_token(source, was_refused=True)


def test_another_secret_ends_the_token_that_was_kept(house, sam):
    source = by_token(house)
    assert mailbox_tests.access_token(source) == "a1"
    actions.keep_source(source=source, secret="typed", client_secret="", user=sam)
    assert mailbox_tests.access_token(source) == "a2" and house.asked[-1]["refresh_token"] == "typed"


def test_a_mailbox_for_reports_stays_open_and_is_not_asked_all_the_time_with_a_wrong_password(
    server, reports, alice
):
    log = Path(server.root, "log")

    def log_ins() -> int:
        return log.read_text().count("Logged in: user=<report>")

    def refusals() -> int:
        return log.read_text().count("Password mismatch")

    before, refused = log_ins(), refusals()
    with mailbox_tests.staying_open():
        for _n in range(3):
            server.add(forward("alice@example.org"), user="report")
            assert report_mailbox.read_all() == 1
        until(lambda: log_ins() >= before + 1 + 3, "Dovecot's log of the log-ins")
        assert log_ins() - before == 1 + 3, "ours, and those of the test"
        line = next(iter(mailbox_tests._mine.lines.values()))
        line.client.socket().shutdown(socket.SHUT_RDWR)
        assert report_mailbox.read_all() == 0
        until(lambda: log_ins() >= before + 5, "Dovecot's log of another log-in")
        assert log_ins() - before == 5, "it is opened again"
        reports.secret = "wrong"
        reports.save()
        for _ in range(4):
            report_mailbox.read_all()
        reports.refresh_from_db()
        assert "refuses the log-in" in reports.problem and refusals() - refused <= 1
        reports.secret = "sécret"  # letters with accents are no error of ours
        reports.save()
        report_mailbox.read_all()
        reports.refresh_from_db()
        assert "refuses the log-in" in reports.problem
        reports.secret = "secret"
        reports.save()
        report_mailbox.read_all()
        reports.refresh_from_db()
        assert not reports.problem
    assert set(Report.objects.values_list("user", flat=True)) == {alice.pk}


def test_the_scheduler_reads_reports_only_where_no_watcher_does(reports):
    Guard.objects.create(name="hustings", kind="own", key="k", seen_at=timezone.now())
    schedules.read_reports()
    reports.refresh_from_db()
    assert reports.seen_at is None
    Guard.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    schedules.read_reports()
    reports.refresh_from_db()
    assert reports.seen_at


def test_a_message_that_killed_us_again_and_again_is_set_aside_and_told_of(client, sam, server, reports):
    reports.login, reports.validity = "poisoned", 0
    reports.save()
    assert report_mailbox.read_all() == 0
    server.add(phish(), forward("sam@example.org"), user="poisoned")
    with mailbox_tests.opened(reports) as opened:
        validity = opened.select_folder("INBOX")[b"UIDVALIDITY"]
        first = min(opened.search())
    cache.set(f"incidents:tries:report:{reports.pk}/{validity}/{first}", retrying.TRIES)
    assert report_mailbox.read_all() == 2 and Report.objects.get().user == sam
    assert len(server.held("Hustings", user="poisoned")) == 2
    look = Look.objects.get(what="set_aside")
    assert look.user is None and look.about == "Reports"
    client.force_login(sam)
    body = client.get("/hq/shield/sources/").content.decode()
    assert "were set aside" in body and "Reports" in body


def test_a_deed_that_fails_ends_nothing_and_its_words_are_not_logged(caplog, monkeypatch):
    monkeypatch.setattr(retrying, "_PAUSE", 0.0)
    stop, asides = threading.Event(), []

    def poisoned() -> None:
        raise ValueError("what a stranger wrote")

    def away() -> None:
        raise OperationalError("gone")

    thread = threading.Thread(target=retrying.tried, args=(poisoned, stop))  # it closes its connections
    thread.start()
    thread.join()
    for n in range(1, retrying.TRIES + 1):
        with contextlib.suppress(OperationalError):
            retrying.attempt("x", away, lambda: asides.append("away"))
        assert retrying.attempt("x", poisoned, lambda: asides.append("x")) is (n == retrying.TRIES)
    assert asides == ["x"] and retrying.attempt("x", lambda: None, lambda: asides.append("y"))
    full = OSError(28, "No space left on device")
    for _ in range(2 * retrying.TRIES):
        with pytest.raises(OSError, match="space"):
            retrying.attempt("y", lambda: (_ for _ in ()).throw(full), lambda: asides.append("y"))
    assert asides == ["x"] and "poisoned failed: ValueError in poisoned" in caplog.text
    assert "stranger" not in caplog.text


def test_a_sighting_that_the_database_refuses_holds_up_no_other(tmp_path, caplog):
    watcher = Watcher(tmp_path / "watcher")
    bad = seen("bad", "host:evil.example", place={"box": "source-1", "x": float("nan")}, subject="s3cret")
    for one in (bad, seen("good", "host:evil.example", place={"box": "source-1"})):
        watcher._folder.post(one)
    for _ in range(retrying.TRIES):
        watcher._carry_up()
    assert Sighting.objects.get().subject == "Your password good"
    assert not watcher._folder.waiting(9) and [each.stem for each in watcher._folder.broken.iterdir()] == [
        bad.id
    ]
    assert Look.objects.get().what == "set_aside" and "s3cret" not in caplog.text
    watcher._watch._state.close()


def test_who_wrote_a_mail_is_asked_of_name_servers_unless_that_is_switched_off(settings):
    raw = b"From: a@shop.example\r\nSubject: x\r\nMessage-ID: <1@shop.example>\r\n\r\nx\r\n"
    zones = {"_dmarc.shop.example": {"TXT": ["v=DMARC1; p=reject"]}, "shop.example": {"A": ["192.0.2.1"]}}
    with names.serve(zones) as served:
        settings.NAME_SERVERS = [served.address]
        for is_on, asks, policy in [(True, True, "reject"), (False, True, ""), (True, False, "")]:
            settings.SHIELD_DNS = is_on
            facts = protected_profile.engine(asks=asks).analyse(raw).facts
            assert facts.authentication.dmarc.policy == policy, (is_on, asks)


@pytest.mark.skipif(clamav.PROGRAM is None, reason=clamav.WHY)
def test_clamav_is_asked_where_the_settings_name_it(settings):
    raw = clamav.carrying(clamav.PLANTED)
    with tempfile.TemporaryDirectory() as folder, clamav.running(Path(folder)) as clamd:
        for where, asks, state in [(clamd.socket, True, "found"), ("", True, ""), (clamd.socket, False, "")]:
            settings.CLAMD = where
            assert protected_profile.engine(asks=asks).analyse(raw).facts.scan.state == state
        settings.CLAMD = clamd.port
        assert protected_profile.engine().analyse(raw).action.word == "reject"


def test_nor_is_the_signature_of_a_report_looked_up_where_that_is_switched_off(settings):
    raw = b"From: a@shop.example\r\nSubject: x\r\nMessage-ID: <1@shop.example>\r\n\r\nx\r\n"
    with names.serve({"key._domainkey.shop.example": {"TXT": [signer.record()]}}) as served:
        settings.NAME_SERVERS = [served.address]
        for is_on in (True, False):
            settings.SHIELD_DNS = is_on
            assert sender_proof.is_proven(signer.sign(raw, "shop.example"), "a@shop.example") is is_on


def test_a_mailbox_says_whether_it_is_open(client, sam, reports):
    client.force_login(sam)
    now = timezone.now()
    for tested, opened, words in [
        (None, None, "not tested yet"),
        (now, None, "monitoring not started yet"),
        (now, now - timedelta(seconds=9), "monitoring not started yet"),
        (now - timedelta(seconds=9), now, "monitored"),
        (now - timedelta(hours=2), now - timedelta(hours=1), "monitoring not started yet"),
    ]:
        Source.objects.update(tested_at=tested, seen_at=opened)
        listed = client.get("/hq/shield/sources/").content.decode().partition("<tbody")[2]
        assert words in listed, (tested, opened)
