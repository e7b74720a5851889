"""A real clamd of our own: a private folder, and one signature that names a harmless text."""

import os
import shutil
import signal
import socket
import subprocess
import time
from base64 import encodebytes
from contextlib import contextmanager
from pathlib import Path

from tests import unpacked

_NAME = "clamav-daemon"
PROGRAM = shutil.which(
    "clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:{unpacked.folder(_NAME) / 'usr/sbin'}"
)
WHY = f"ClamAV's daemon is missing: install {_NAME}, or have it unpacked by tests/unpacked.py"
PLANTED = b"The harmless text of Valbrune that our signature names"
NAME = "Valbrune.Test-1.UNOFFICIAL"
GUESS, GUESS_NAME = b"Another harmless text of Valbrune, only guessed", "PUA.Valbrune.Test-2.UNOFFICIAL"
_SETTINGS = """
Foreground yes
LocalSocket {folder}/clamd.sock
TCPSocket {port}
TCPAddr 127.0.0.1
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
LogFile {folder}/log
StreamMaxLength 1M
MaxThreads 4
DetectPUA yes
"""


class Clamd:
    """A running daemon."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.socket = folder, str(folder / "clamd.sock")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = f"127.0.0.1:{free.getsockname()[1]}"
        (folder / "signatures").mkdir()
        rows = [
            f"{name.removesuffix('.UNOFFICIAL')}:0:*:{text.hex()}\n"
            for name, text in ((NAME, PLANTED), (GUESS_NAME, GUESS))
        ]
        (folder / "signatures" / "ours.ndb").write_text("".join(rows))
        settings = _SETTINGS.format(folder=folder, port=self.port.partition(":")[2])
        (folder / "clamd.conf").write_text(settings)
        self.start()

    def start(self) -> None:
        words = [str(PROGRAM), "--config-file", str(self.folder / "clamd.conf")]
        self.process = subprocess.Popen(
            words,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | unpacked.libraries(_NAME),
        )
        ends_at = time.monotonic() + 60
        while not self._answers():
            assert time.monotonic() < ends_at and self.process.poll() is None, self.log()
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(10)
                line.connect(self.socket)
                line.sendall(b"zPING\0")
                return line.recv(100).startswith(b"PONG")
        except OSError:
            return False

    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text()[-3_000:] if path.exists() else ""

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(20)

    @contextmanager
    def halted(self):
        """It takes calls and never answers, as one that is overloaded."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


@contextmanager
def running(folder: Path):
    """One in that folder."""
    made = Clamd(folder)
    try:
        yield made
    finally:
        made.kill()


def carrying(content: bytes, head: bytes = b"") -> bytes:
    """A harmless note with that in an attachment, packed so that no search for its text finds it."""
    lines = [
        b"From: Alice <alice@valbrune.example>",
        b"To: bob@valbrune.example",
        b"Subject: hall",
        b"Date: Mon, 1 Mar 2027 10:00:00 +0100",
        b"Message-ID: <2.hall@valbrune.example>",
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/mixed; boundary="b"',
        b"",
        b"--b",
        b"Content-Type: text/plain",
        b"",
        b"The hall is ours from seven. Bring the banners.",
        b"--b",
        b'Content-Type: application/octet-stream; name="plan.dat"',
        b"Content-Transfer-Encoding: base64",
        b'Content-Disposition: attachment; filename="plan.dat"',
        b"",
        encodebytes(content).strip().replace(b"\n", b"\r\n"),
        b"--b--",
        b"",
    ]
    return head + b"\r\n".join(lines)
