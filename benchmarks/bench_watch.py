"""The watcher beside a Dovecot of its own: how soon mail is held, and what is lost when it is killed.

Three parts: the time from a mail's arrival until it lies in Held, over many mailboxes watched by one process;
mail in several mailboxes while the watcher is killed at random, counted afterwards; a folder of very many
messages: the first look, arrivals, and memory. What Dovecot itself needs to index that folder is done before.

    python -m benchmarks.bench_watch --latencies 200 --boxes 200 --messages 20000 --large 200000
"""

import argparse
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import report
from tests.cast.mailguard.agents.imap.letters import lure, note
from tests.cast.outreach import dovecot

# Where the kernel gives out no more watches of folders (fs.inotify.max_user_instances, often 128), Dovecot
# looks by itself, every 30 seconds unless told otherwise.
_MORE = """
mailbox_idle_check_interval = 1s
default_process_limit = 1000
default_client_limit = 4000
"""
_SETTINGS = """
[defaults]
host = "127.0.0.1"
port = {port}
security = "none"
password_file = "password"
report = ""
"""
_SHARE = 4  # of so many mails one is held
_SUBJECT = re.compile(rb"^Subject: (.*?)\r?$", re.MULTILINE)


def main() -> None:
    """Measure."""
    words = argparse.ArgumentParser()
    words.add_argument("--latencies", type=int, default=100, help="mails whose way is timed")
    words.add_argument("--boxes", type=int, default=50, help="mailboxes watched meanwhile")
    words.add_argument("--messages", type=int, default=2_000, help="mails while the watcher is killed")
    words.add_argument("--large", type=int, default=20_000, help="mails in the large folder")
    asked = words.parse_args()
    report.header("Watcher", **vars(asked))
    for part, n in ((arrivals, asked.latencies), (kills, asked.messages), (large, asked.large)):
        if n:
            with House() as house:
                part(house, n, asked.boxes)


class House:
    """A Dovecot, the settings of a watcher for it, and a process that makes watchers."""

    def __enter__(self) -> "House":
        self.work = Path(tempfile.mkdtemp(prefix="hustings-watch-"))
        self.server = dovecot.start(Path(tempfile.mkdtemp(prefix="hustings-dovecot-")), _MORE)
        (self.work / "password").write_text("secret\n")
        command = [sys.executable, "-m", "tests.cast.mailguard.agents.imap.nursery"]
        environment = os.environ | {"PYTHONPATH": f"{report.ROOT / 'src'}:{report.ROOT}"}
        self._nursery = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        assert self._nursery.stdout and self._nursery.stdout.readline() == "ready\n"
        return self

    def __exit__(self, *_: object) -> None:
        self._nursery.communicate(timeout=60)
        self.server.stop()

    def watch(self, users: list[str]) -> int:
        """The pid of a new watcher over these mailboxes."""
        rows = [f'[[boxes]]\naddress = "{user}@valbrune.example"\nuser = "{user}"\n' for user in users]
        text = _SETTINGS.format(port=self.server.port) + "".join(rows)
        (self.work / "watch.toml").write_text(text)
        assert self._nursery.stdin and self._nursery.stdout
        self._nursery.stdin.write(f"{self.work / 'watch.toml'}\n")
        self._nursery.stdin.flush()
        return int(self._nursery.stdout.readline())

    def end(self, pid: int, number: int) -> None:
        """Send the signal and wait for its end."""
        os.kill(pid, number)
        assert self._nursery.stdout and int(self._nursery.stdout.readline()) in {0, -number}

    def folder(self, user: str, name: str = "") -> Path:
        """Where the messages of a folder lie."""
        return self.server.root / "mail" / user / (f".{name}" if name else "")

    def fill(self, user: str, raws: Iterator[bytes], *, at: float = 0.0) -> None:
        """Put messages into an inbox as a delivery does; ``at`` is the moment they came."""
        owner = (self.server.root / "mail").stat()
        box = self.folder(user)
        for part in (box, *(box / name for name in ("new", "cur", "tmp"))):
            part.mkdir(exist_ok=True)
            os.chown(part, owner.st_uid, owner.st_gid)
        for n, raw in enumerate(raws):
            name = f"{int(at or time.time())}.M{n}P{os.getpid()}.bench"
            path = box / "cur" / f"{name}:2," if at else box / "new" / name
            path.write_bytes(raw)
            os.chown(path, owner.st_uid, owner.st_gid)
            if at:
                os.utime(path, (at, at))

    def files(self, user: str, name: str = "") -> list[Path]:
        """The messages of a folder as they lie there."""
        box = self.folder(user, name)
        return [each for part in ("new", "cur") if (box / part).is_dir() for each in (box / part).iterdir()]


@contextmanager
def watched(house: House, users: list[str]) -> Iterator[int]:
    """A watcher that has looked into all of them."""
    began = time.perf_counter()
    pid = house.watch(users)
    until(lambda: all((house.folder(user, "Held") / "cur").is_dir() for user in users), 300)
    until(lambda: len(connections(pid)) >= len(users), 300)
    report.figure(f"until {len(users):,} mailboxes are watched", time.perf_counter() - began, "s")
    yield pid
    house.end(pid, signal.SIGTERM)


def until(question: Callable[[], bool], seconds: float) -> None:
    """Wait until it is so."""
    ends_at = time.monotonic() + seconds
    while not question():
        if time.monotonic() > ends_at:
            raise SystemExit("it never came to that")
        time.sleep(0.005)


def connections(pid: int) -> list[str]:
    """The sockets that a process has open."""
    links = (str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir() if each.is_symlink())
    return [each for each in links if each.startswith("socket:")]


def megabytes(pid: int, name: str = "VmHWM") -> float:
    """The most memory that a process had; VmRSS is what it has now."""
    found = re.search(rf"^{name}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1_000 if found else 0.0


def timed(house: House, user: str, n: int, handing: list[float] | None = None) -> float:
    """Seconds from handing over a mail until it lies in Held; ``handing`` takes what the server needs for
    taking it, which is part of them."""
    before = len(house.files(user, "Held"))
    client = house.server.client(user)
    began = time.perf_counter()
    client.append("INBOX", "", "", lure(n))
    if handing is not None:
        handing.append(time.perf_counter() - began)
    until(lambda: len(house.files(user, "Held")) > before, 60)
    took = time.perf_counter() - began
    client.logout()
    return took


def arrivals(house: House, n: int, boxes: int) -> None:
    """How soon mail is held that comes into one of many mailboxes."""
    users = [f"u{number}" for number in range(boxes)]
    chance = random.Random(5)
    with watched(house, users) as pid:
        took = [timed(house, chance.choice(users), number) for number in range(n)]
        report.figure(f"memory with {boxes:,} mailboxes", megabytes(pid), "MB")
    report.figure("arrival to held, p50", statistics.median(took), "s")
    report.figure("arrival to held, p95 (aim 2)", sorted(took)[int(len(took) * 0.95)], "s")
    report.figure("arrival to held, worst", max(took), "s")


def kills(house: House, n: int, boxes: int) -> None:
    """Mail in ten mailboxes; the watcher is killed at random until all of it was dealt with."""
    users = [f"k{number}" for number in range(min(10, boxes))]
    for place, user in enumerate(users):
        mine = range(place, n, len(users))
        house.fill(user, (lure(each) if is_bad(each) else note(each) for each in mine))
    chance = random.Random(6)
    n_kills = 0
    n_bad = sum(map(is_bad, range(n)))
    began = time.perf_counter()
    while held(house, users) < n_bad:
        pid = house.watch(users)
        time.sleep(chance.uniform(0.2, 3.0))
        house.end(pid, signal.SIGKILL)
        n_kills += 1
    pid = house.watch(users)
    time.sleep(10)  # it would move again here what it moves twice
    house.end(pid, signal.SIGTERM)
    report.figure("killed", n_kills, "times")
    report.figure("messages a second, kills and starts included", n / (time.perf_counter() - began), "/s")
    count(house, users, n)


def is_bad(number: int) -> bool:
    """Whether the mail of this number is to be held."""
    return number % _SHARE == 0


def held(house: House, users: list[str]) -> int:
    """How many mails lie in Held."""
    return sum(len(house.files(user, "Held")) for user in users)


def count(house: House, users: list[str], n: int) -> None:
    """What is lost, doubled, in the wrong folder or read."""
    left = Counter(subject(each) for user in users for each in house.files(user))
    moved = Counter(subject(each) for user in users for each in house.files(user, "Held"))
    bad = {f"Join the briefing {each}" for each in range(n) if is_bad(each)}
    good = {f"hall {each}" for each in range(n) if not is_bad(each)}
    every = left + moved
    report.figure("lost (aim 0)", len((bad | good) - set(every)), "mails")
    report.figure("doubled (aim 0)", sum(number - 1 for number in every.values()), "mails")
    report.figure("in the wrong folder (aim 0)", len(set(left) & bad) + len(set(moved) & good), "mails")
    files = [each for user in users for name in ("", "Held") for each in house.files(user, name)]
    report.figure(
        "marked as read (aim 0)", sum("S" in each.name.partition(":2,")[2] for each in files), "mails"
    )


def subject(path: Path) -> str:
    """Of one message."""
    found = _SUBJECT.search(path.read_bytes())
    return found[1].decode() if found else ""


def large(house: House, n: int, _boxes: int) -> None:
    """A folder of very many messages, most of them old."""
    old = time.time() - 40 * 86_400
    house.fill("big", (note(each) for each in range(n)), at=old)
    client = house.server.client("big")
    client.select("INBOX", readonly=True)
    client.logout()
    with watched(house, ["big"]) as pid:
        handing: list[float] = []
        took = [timed(house, "big", n + number, handing) for number in range(20)]
        report.figure(f"the server takes a mail among {n:,}, p50", statistics.median(handing), "s")
        report.figure(f"arrival to held among {n:,}, p50", statistics.median(took), "s")
        report.figure(f"arrival to held among {n:,}, worst", max(took), "s")
        report.figure(f"memory with {n:,}", megabytes(pid), "MB")


if __name__ == "__main__":
    main()
