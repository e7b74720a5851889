"""A real Postfix with the milter between, over a UNIX socket and over TCP."""

import email
import email.policy
import shutil
import smtplib
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import pytest

from mailguard.agents.platform.rules import RuleBook
from tests.cast.mailguard.agents.milter.client import running
from tests.cast.mailguard.agents.platform.seen import letter
from tests.cast.mailguard.letters import LURE, NOTE
from tests.cast.outreach import postfix

pytestmark = pytest.mark.skipif(not postfix.may_run(), reason="Postfix runs as root only")
BOB, ALICE = "bob@valbrune.example", "alice@valbrune.example"
BLOCKED = NOTE.replace(b"alice@valbrune.example", b"mallory@attack.example")
RULE = {"id": "r1", "deed": "block", "kind": "sender", "value": "@attack.example"}


class House:
    """Postfix, the milter's socket, and what arrived."""

    def __init__(self, root):
        self.mail = root / "mail"
        self.mail.mkdir()
        shutil.chown(self.mail, "nobody")
        self.mail.chmod(0o755)
        root.chmod(0o755)
        self.sockets = root / "sockets"
        self.sockets.mkdir(mode=0o755)
        self.socket = self.sockets / "guard.sock"
        self.folder = root / "guard"
        (root / "postfix").mkdir()
        self.server = postfix.start(root / "postfix", self.mail, {BOB: "bob", ALICE: "alice"})
        self.use(f"unix:{self.socket}")

    def use(self, *places, default="tempfail"):
        self.server.set(
            f"smtpd_milters = {' '.join(places)}",
            f"milter_default_action = {default}",
            "milter_protocol = 6",
            "milter_connect_timeout = 3s",
            "message_size_limit = 30000000",
        )

    def client(self):
        return smtplib.SMTP("127.0.0.1", self.server.port, timeout=60)

    def send(self, raw, rcpt_to=(BOB,), options=()):
        with self.client() as client:
            client.sendmail("a@b.example", list(rcpt_to), raw, options)

    def arrived(self, box="bob", n=1):
        """The messages in a box once there are ``n`` more; the box is emptied."""
        ends_at = time.monotonic() + 30
        while len(found := list((self.mail / box / "new").glob("*"))) < n:
            assert time.monotonic() < ends_at, self.server.log()[-3_000:]
            time.sleep(0.03)
        raws = [each.read_bytes() for each in found]
        for each in found:
            each.unlink()
        assert len(raws) == n
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in raws]

    def queue(self):
        words = [shutil.which("postqueue", path="/usr/sbin"), "-c", str(self.server.root / "etc"), "-j"]
        return subprocess.run(words, capture_output=True, text=True, timeout=30).stdout


@pytest.fixture(scope="module")
def house():
    with tempfile.TemporaryDirectory() as root:  # pytest's own folders are closed to Postfix's users
        made = House(Path(root))
        yield made
        made.server.stop()


@pytest.fixture(scope="module")
def milter(house):
    words = ["--group", "postfix", "--jobs", 2]
    with running(house.folder, *words, where=str(house.socket)) as started:
        yield started


def test_mail_passes_is_marked_refused_or_held(house, milter):
    house.send(b"X-Mailguard: deliver\r\n" + NOTE)
    house.send(letter())
    clean, doubtful = sorted(house.arrived(n=2), key=lambda each: each["subject"] != "hall")
    assert clean.get_all("X-Mailguard") and clean.get_all("X-Mailguard")[0].startswith("deliver; ")
    assert len(clean.get_all("X-Mailguard")) == 1 and "seven" in clean.get_content()
    assert doubtful["X-Mailguard"].startswith("warn; ") and "log in" in doubtful["X-Mailguard-Why"]
    with pytest.raises(smtplib.SMTPDataError) as refused:
        house.send(LURE)
    assert refused.value.smtp_code == 550 and b"looks like an attack" in refused.value.smtp_error
    milter.folder.keep_rules(RuleBook.from_json([RULE]))
    time.sleep(1.1)
    house.send(BLOCKED, (BOB, ALICE))  # the sender is told that it was taken
    (held,) = milter.held
    assert sorted(held.rcpt_to) == [ALICE, BOB] and milter.folder.held.raw(held.id).endswith(b"banners.\r\n")
    assert not list((house.mail / "bob" / "new").glob("*"))


@pytest.mark.parametrize("way", ["smtp", "sendmail"])
def test_what_is_released_arrives_and_is_not_held_again(house, milter, way):
    milter.folder.keep_rules(RuleBook.from_json([RULE]))
    time.sleep(1.1)
    house.send(BLOCKED)
    (held,) = [each for each in milter.held if each.rcpt_to == (BOB,)]
    if way == "smtp":
        by = f"smtp://127.0.0.1:{house.server.port}"
    else:  # as an operator would write a sendmail with a configuration of its own
        script = house.sockets / "sendmail"
        etc = house.server.root / "etc"
        script.write_text(f'#!/bin/sh\nexec /usr/sbin/sendmail -C {etc} "$@"\n')
        script.chmod(0o755)
        by = str(script)
    words = [milter.process.args[0], "held", "release", "--folder", str(house.folder), held.id, "--by", by]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    (one,) = house.arrived()
    assert one["subject"] == "hall"
    if way == "smtp":
        assert one["X-Mailguard"] == "deliver; released" and one["X-Mailguard-Released"] is None
    assert held.id not in [each.id for each in milter.held]


def test_several_messages_on_one_connection_aborts_and_other_alphabets(house, milter):
    with house.client() as client:
        for number in range(5):
            client.sendmail("a@b.example", [BOB], NOTE.replace(b"seven", b"number %d" % number))
        client.mail("a@b.example")
        client.rcpt(BOB)
        client.ehlo()  # which breaks the message off
        client.sendmail(
            "élise@b.example", [BOB], NOTE.replace(b"hall", "fête".encode()), ["SMTPUTF8", "BODY=8BITMIME"]
        )
    raw = socket.create_connection(("127.0.0.1", house.server.port), 30)
    with raw, raw.makefile("rb") as answers:
        body = NOTE + b".\r\n"
        one = b"MAIL FROM:<a@b.example>\r\nRCPT TO:<bob@valbrune.example>\r\nDATA\r\n"
        assert answers.readline()[:4] == b"220 "
        raw.sendall(b"EHLO c.example\r\n")
        while (line := answers.readline())[:4] != b"250 ":
            assert line[:4] == b"250-"
        for _ in range(2):  # sender, recipient and DATA in one go, and the next message right behind
            raw.sendall(one)
            assert [answers.readline()[:3] for _ in range(3)] == [b"250", b"250", b"354"]
            raw.sendall(body)
            assert answers.readline()[:3] == b"250"
        raw.sendall(one[:40])  # and gone, in the middle
    arrived = house.arrived(n=8)
    assert all(each["X-Mailguard"].startswith("deliver; ") for each in arrived)
    assert sum("fête" in str(each["subject"]) for each in arrived) == 1


def test_a_huge_message_passes_and_is_read_to_its_limit(house, milter):
    lines = b"".join(b"%070d\r\n" % number for number in range(120_000))
    house.send(NOTE + lines)
    (one,) = house.arrived()
    assert len(one.get_content()) > 8_000_000 and one["X-Mailguard"]


def test_many_at_a_time_arrive_once_each(house, milter):
    def send(number):
        with house.client() as client:
            for n in range(5):
                client.sendmail("a@b.example", [ALICE], NOTE.replace(b"1.hall", b"%d.%d" % (number, n)))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    ids = [each["Message-ID"] for each in house.arrived("alice", n=30)]
    assert len(set(ids)) == 30


@pytest.mark.parametrize("choice", [("--hold", "server"), ("--largest", 0.1)])
def test_postfix_keeps_what_its_queue_shall_hold_and_tcp_works_as_well(house, tmp_path, choice):
    raw = LURE + b"And so on.\r\n" * 20_000
    with running(tmp_path / "guard", "--reject", "hold", *choice) as milter:
        house.use(f"inet:127.0.0.1:{milter.where[1]}")
        try:
            house.send(raw)
            assert '"queue_name": "hold"' in house.queue()
            assert not list((house.mail / "bob" / "new").glob("*"))
            words = [shutil.which("postsuper", path="/usr/sbin"), "-c", str(house.server.root / "etc")]
            subprocess.run([*words, "-H", "ALL"], check=True, timeout=30, capture_output=True)
            subprocess.run(
                [shutil.which("postqueue", path="/usr/sbin"), *words[1:], "-f"], check=True, timeout=30
            )
            (one,) = house.arrived()
            assert one["X-Mailguard"].startswith("reject; ") and not milter.held
            assert one.get_content().count("And so on.") == 20_000
        finally:
            house.use(f"unix:{house.socket}")


@pytest.mark.parametrize(("default", "flows"), [("tempfail", False), ("accept", True)])
def test_while_the_milter_is_down_postfix_does_as_it_is_told(house, default, flows):
    house.use(f"unix:{house.sockets}/nobody.sock", default=default)
    try:
        if flows:
            house.send(NOTE)
            assert house.arrived()[0]["X-Mailguard"] is None
        else:
            with pytest.raises(smtplib.SMTPException) as delayed:
                house.send(NOTE)
            assert "451" in str(delayed.value) or "4.7.1" in str(delayed.value)
    finally:
        house.use(f"unix:{house.socket}")
