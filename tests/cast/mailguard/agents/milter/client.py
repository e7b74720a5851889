"""The other side of the protocol, as a mail server speaks it; written from its published description."""

import re
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from mailguard.agents.platform.folder import Folder

PROGRAM = [str(Path(sys.executable).parent / "mailguard"), "milter"]
ALL_STEPS = 0x1FFFFF
ALL_ACTIONS = 0x1FF


def packet(letter, data=b""):
    return struct.pack("!I", len(data) + 1) + letter + data


def offer(version=6, actions=ALL_ACTIONS, steps=ALL_STEPS):
    return packet(b"O", struct.pack("!III", version, actions, steps))


def told(raw, mail_from=b"<a@b.example>", rcpt_to=(b"<bob@valbrune.example>",), ip=b"192.0.2.7", macros=()):
    """Everything about a message up to its end, as one flow of bytes."""
    head, _, body = raw.partition(b"\r\n\r\n")
    yield packet(b"D", b"Cj\0mx.valbrune.example\0{daemon_name}\0smtpd\0")
    yield packet(b"C", b"client.example\0" + b"4" + struct.pack("!H", 4711) + ip + b"\0")
    yield packet(b"H", b"client.example\0")
    yield from message(head, body, mail_from, rcpt_to, macros)


def message(head, body, mail_from=b"<a@b.example>", rcpt_to=(b"<bob@valbrune.example>",), macros=()):
    yield packet(b"D", b"M" + b"\0".join([b"i", b"4F1Xyz", *macros]) + b"\0")
    yield packet(b"M", mail_from + b"\0SIZE=1000\0")
    for each in rcpt_to:
        yield packet(b"R", each + b"\0")
    for line in re.split(rb"\r\n(?![ \t])", head):
        name, _, value = line.partition(b":")
        yield packet(b"L", name + b"\0" + value.replace(b"\r\n", b"\n") + b"\0")
    yield packet(b"N")
    for start in range(0, len(body), 65_535):
        yield packet(b"B", body[start : start + 65_535])
    yield packet(b"E")


class Connection:
    """One connection to a milter."""

    def __init__(self, where, **offered):
        family = socket.AF_UNIX if isinstance(where, str) else socket.AF_INET
        self.socket = socket.socket(family)
        self.socket.settimeout(60)
        self.socket.connect(where)
        self.socket.sendall(offer(**offered))
        assert self.answer()[0] == b"O"

    def answer(self):
        (length,) = struct.unpack("!I", self._exactly(4))
        data = self._exactly(length)
        return data[:1], data[1:]

    def _exactly(self, n):
        data = b""
        while len(data) < n:
            more = self.socket.recv(n - len(data))
            if not more:
                raise EOFError
            data += more
        return data

    def say(self, packets):
        """Tell a message; the answers up to the one that decides."""
        self.socket.sendall(b"".join(packets))
        answers = []
        while not answers or answers[-1][0] not in b"catrdy4":
            answers.append(self.answer())
        return answers

    def judge(self, raw, **more):
        return self.say(told(raw, **more))

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Milter:
    """A running milter, its log and its folder."""

    def __init__(self, process, where, folder):
        self.process, self.where, self.folder = process, where, Folder(Path(folder))
        self.log = []
        threading.Thread(target=lambda: self.log.extend(process.stderr), daemon=True).start()

    def wait_for(self, text, n=1):
        ends_at = time.monotonic() + 60
        while sum(text in line for line in self.log) < n:
            assert time.monotonic() < ends_at, self.log
            time.sleep(0.02)

    def connect(self, **offered):
        return Connection(self.where, **offered)

    def reload(self):
        n = sum("were read again" in line for line in self.log)
        self.process.send_signal(signal.SIGHUP)
        self.wait_for("were read again", n + 1)

    @property
    def held(self):
        return list(self.folder.held.all())

    def children(self):
        """Of the process that forks, those that judge."""
        found = []
        for pid in children_of(self.process.pid):
            found += children_of(pid)
        return found


def children_of(pid):
    """The processes that it started."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


@contextmanager
def running(folder, *words, where="127.0.0.1:0"):
    """A milter with these options."""
    spot = ["--socket", where] if "/" in where else ["--listen", where]
    words = [*PROGRAM, *spot, "--folder", str(folder), "--language", "en", *map(str, words)]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        try:
            first = process.stderr.readline()
            found = re.search(r"Listening on (?:[\d.]+:(\d+)|(\S+))\.$", first.strip())
            assert found, first + process.stderr.read()
            yield Milter(process, found[2] or ("127.0.0.1", int(found[1])), folder)
        finally:
            process.terminate()
            process.wait(40)
