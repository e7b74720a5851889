"""A real Sendmail with the milter between: what the next server gets, byte by byte."""

import re
import smtplib
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from mailguard.agents.platform.rules import RuleBook
from tests.cast.mailguard.agents.milter import sendmail
from tests.cast.mailguard.agents.milter.client import PROGRAM, running
from tests.cast.mailguard.agents.platform.seen import letter
from tests.cast.mailguard.letters import LURE, NOTE
from tests.system.mailguard.agents.milter.test_postfix import BLOCKED, RULE

pytestmark = pytest.mark.skipif(not sendmail.may_run(), reason=sendmail.WHY)
ODD = (
    b"X-Mailguard: deliver; one\r\nX-None:none\r\nX-Three:   three\r\nx-mailguard: two\r\nX-Tab:\ttab\r\n"
    b"X-Empty:\r\nX-Fold:\r\n folded at once\r\nX-MAILGUARD: three\r\n\tfolded\r\nX-Mailguard-Why:\r\n"
    b"Authentication-Results: other.example; spf=pass\r\nX-Mailguard : four\r\n"
    b"Authentication-Results: mx.example.net;\r\n spf=pass\r\nX-Eight: \xc3\xa9\r\n"
    b"X-Long: " + b"\r\n\t".join(b"%070d" % number for number in range(200)) + b"\r\n"
)
KEPT = re.sub(rb"(?im)^(?:X-Mailguard|Authentication-Results: mx)[^\n]*\n(?:[ \t][^\n]*\n)*", b"", ODD)


class House:
    """Sendmail, and what it handed on."""

    def __init__(self, root: Path, milter, *, takes_eight: bool) -> None:
        self.got, self.takes_eight = [], takes_eight
        self._sink = Controller(self, hostname="127.0.0.1", port=0)
        self._sink.port = _free()
        self._sink.start()
        (root / "sendmail").mkdir()
        by = milter.where if isinstance(milter.where, str) else f"{milter.where[1]}@127.0.0.1"
        way = "local" if by == milter.where else "inet"
        self.server = sendmail.Sendmail(root / "sendmail", self._sink.port, f"{way}:{by}")

    async def handle_EHLO(self, _server, session, _envelope, hostname, answers):  # noqa: N802
        session.host_name = hostname
        return [each for each in answers if self.takes_eight or "8BITMIME" not in each]

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.got.append((envelope.original_content, tuple(envelope.mail_options)))
        return "250 OK"

    def send(self, raw, options=()):
        with smtplib.SMTP("127.0.0.1", self.server.port, timeout=60) as client:
            client.sendmail("a@b.example", ["bob@valbrune.example"], raw, options)

    def arrived(self):
        """The next message without the headers above it, these, and how it was announced."""
        ends_at = time.monotonic() + 30
        while not self.got:
            assert time.monotonic() < ends_at, self.server.log()
            time.sleep(0.02)
        raw, options = self.got.pop(0)
        above, received, rest = re.split(rb"(?m)^(Received: (?:[^\n]|\n[ \t])*\n)", raw, maxsplit=1)
        assert b"mx.example.net" in received
        return rest, above, options

    def stop(self):
        self.server.stop()
        self._sink.stop()


def _free():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def house(*words, takes_eight=True, where="127.0.0.1:0"):
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder, "guard"), *words, where=where) as milter,
    ):
        made = House(Path(folder), milter, takes_eight=takes_eight)
        try:
            yield made, milter
        finally:
            made.stop()


def test_sendmail_hands_on_what_came_and_our_headers_above_it():
    with house() as (made, milter):
        made.send(ODD + NOTE, ["BODY=8BITMIME"])
        rest, above, _ = made.arrived()
        assert rest == KEPT + NOTE
        assert re.fullmatch(rb"X-Mailguard: deliver; class=clean; (?:[^\n]|\n\t)*\r\n", above)
        made.send(NOTE + b"%070d\r\n" * 20_000)  # more than one packet of the protocol
        assert made.arrived()[0] == NOTE + b"%070d\r\n" * 20_000
        made.send(letter())
        rest, above, _ = made.arrived()
        assert rest == letter() and above.startswith(b"X-Mailguard-Why: =?utf-8?q?This")
        with smtplib.SMTP("127.0.0.1", made.server.port, timeout=60) as client:
            client.mail("a@b.example")
            client.rcpt("bob@valbrune.example")
            client.rset()  # which breaks the message off
            for number in (b"seven", b"eight"):
                client.sendmail("a@b.example", ["bob@valbrune.example"], NOTE.replace(b"seven", number))
        assert {made.arrived()[0] for _ in range(2)} == {NOTE, NOTE.replace(b"seven", b"eight")}
        with pytest.raises(smtplib.SMTPDataError) as refused:
            made.send(LURE)
        assert refused.value.smtp_code == 550
        assert re.fullmatch(rb"5\.7\.1 This message .* \(\w{14}\)", refused.value.smtp_error)
        milter.folder.keep_rules(RuleBook.from_json([RULE]))
        time.sleep(1.1)
        made.send(BLOCKED)
        (held,) = milter.held
        assert milter.folder.held.raw(held.id) == BLOCKED and not made.server.queue()
        words = ["held", "release", "--folder", str(milter.folder.path), held.id]
        by = ["--by", f"smtp://127.0.0.1:{made.server.port}"]
        subprocess.run([PROGRAM[0], *words, *by], check=True, timeout=60, capture_output=True)
        rest, above, _ = made.arrived()
        assert rest == BLOCKED and above == b"X-Mailguard: deliver; released\r\n"


def test_a_banner_and_a_tag_reach_a_server_that_takes_seven_bits():
    with house("--warn", "banner", takes_eight=False) as (made, _milter):
        made.send(letter())
        rest, _above, options = made.arrived()
        assert rest.isascii() and b"steal a password" in rest and letter().partition(b"\r\n\r\n")[2] in rest
        assert not any(each.startswith("BODY") for each in options)
    with house("--warn", "subject") as (made, _milter):
        made.send(letter().replace(b"Subject: ", b"Subject:"))
        assert made.arrived()[0] == letter().replace(b"Subject: ", b"Subject: [?] ")


@pytest.fixture
def sockets():
    """A folder that nobody else may write to, nor to any above it: Sendmail looks."""
    with tempfile.TemporaryDirectory(dir="/run") as folder:
        yield Path(folder)


def test_what_its_queue_shall_hold_waits_there_until_it_is_let_go(sockets):
    with house("--reject", "hold", "--hold", "server", where=str(sockets / "s")) as (made, milter):
        made.send(LURE)
        assert [each[:2] for each in made.server.queue()] == ["df", "hf"]
        made.server.do("-q")
        assert not made.got
        made.server.do("-qQ", "-Q")
        made.server.do("-q")
        rest, above, _ = made.arrived()
        assert rest.endswith(LURE) and b"X-Mailguard: reject; " in above
        milter.process.terminate()
        milter.process.wait(40)
        with pytest.raises(smtplib.SMTPException) as delayed:  # F=T
            made.send(NOTE)
        assert "451" in str(delayed.value)
