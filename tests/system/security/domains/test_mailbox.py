"""Reports out of a real mailbox: read once, left there unread; a fault is named."""

import tempfile
from pathlib import Path

import pytest

from hustings.security.domains import mailbox
from hustings.security.domains.models import Reading, Report
from tests.app.security.domains.test_reports import OURS, day
from tests.cast.outreach import dovecot
from tests.cast.security.domains import reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def server():
    running = dovecot.start(Path(tempfile.mkdtemp(prefix="hustings-dovecot-")))
    yield running
    running.stop()


def test_reports_are_read_once_and_stay_where_they_are(own, server, settings):
    settings.REPORT_MAILBOXES = [server.url()]
    foreign = reports.dmarc(day(2), [(OURS, 1, "pass", "pass")], domain="else.example", number="r2")
    server.add(reports.mailed(reports.dmarc(day(2), [(OURS, 5, "pass", "pass")])))
    server.add(b"From: zoe@private.example\r\nSubject: Hello\r\n\r\nNo report.\r\n", reports.mailed(foreign))
    mailbox.read_all()
    mailbox.read_all()
    row = Reading.objects.get()
    assert (Report.objects.count(), row.read_to, row.problem) == (1, 3, "")
    with server.client() as client:
        client.select("INBOX", readonly=True)
        assert client.search(None, "UNSEEN")[1][0].split() == [b"1", b"2", b"3"]
    Reading.objects.update(read_to=0)  # its numbers are lost: read anew, kept once
    poison = reports.tls_mailed(**{"organization-name": 5, "report-id": "t0"})
    server.add(poison, reports.tls_mailed())  # the bad one holds up none after it
    mailbox.read_all()
    assert (Report.objects.count(), Reading.objects.get().read_to) == (2, 5)


def test_a_mailbox_that_does_not_answer_is_named(own, settings):
    settings.REPORT_MAILBOXES = ["imap://bob:secret@127.0.0.1:1/INBOX"]
    mailbox.read_all()
    problem = Reading.objects.get().problem
    assert problem
    assert "secret" not in problem + Reading.objects.get().name
