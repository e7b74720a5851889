"""A sink that counts what comes in."""

import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

LOOK = 0.02  # seconds between two looks at the count
PATIENCE = 120.0  # seconds without a letter, after which a sender is given up


@dataclass
class Sink:
    """Postfix's ``smtp-sink``, which says how many letters it took."""

    process: "subprocess.Popen[bytes]"
    said: Path
    port: int

    @classmethod
    def start(cls, port: int, folder: Path) -> "Sink":
        """One of its own, so that its count begins at nothing."""
        program = shutil.which("smtp-sink", path=f"{os.environ.get('PATH')}:/usr/sbin")
        if not program:
            sys.exit("smtp-sink is not installed: the Debian package is called postfix")
        options = ["-u", "nobody"] if os.geteuid() == 0 else []
        said = folder / f"sink-{port}"
        with said.open("wb") as out:
            words = [program, *options, "-c", f"127.0.0.1:{port}", "1000"]
            process = subprocess.Popen(words, stdout=out, stderr=subprocess.DEVNULL)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return cls(process, said, port)
            time.sleep(0.05)
        process.kill()
        sys.exit("smtp-sink does not answer")

    def count(self) -> int:
        """Letters so far."""
        with self.said.open("rb") as file:
            file.seek(max(file.seek(0, os.SEEK_END) - 200, 0))
            tail = file.read()
        found = [word for word in tail.replace(b"\r", b" ").split() if word.startswith(b"mesg=")]
        return int(found[-1][5:]) if found else 0

    def rate(self, n: int, before: int) -> float:
        """Letters a second from the first that comes on top of ``before`` until ``n`` have come."""
        first = last = time.monotonic()
        had = at_first = before
        while had - before < n:
            time.sleep(LOOK)
            now, has = time.monotonic(), self.count()
            if has == had:
                if now - last > PATIENCE:
                    raise TimeoutError(f"{has - before} of {n} letters came, then none for {PATIENCE:.0f} s")
                continue
            if had == before:
                first, at_first = now, has
            had, last = has, now
        return (had - at_first) / (last - first) if last > first else 0.0

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()
