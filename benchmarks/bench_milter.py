"""Postfix alone, with mailguard's milter and with rspamd's, in turns; and mailguard's killed at random.

All three take the same made mail (newsletters, notices, notes among staff, in English and French) over the
same number of connections, ask the same server of names, which knows nobody, and deliver into Maildirs. Then
mail is sent while processes that judge, and now and then the whole milter, are killed: whatever Postfix took
must be in a mailbox or in the folder of what is held, once. Needs Postfix and root; rspamd where it is there.

    python -m benchmarks.bench_milter --messages 2000 --timed 300 --kills 20000
"""

import argparse
import os
import random
import shutil
import signal
import smtplib
import statistics
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from itertools import count
from pathlib import Path

from benchmarks import report
from benchmarks.mail import names_server
from benchmarks.mail.peers import processes, rspamd
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.rules import RuleBook
from mailguard.corpus import ham
from tests.cast.mailguard.agents.milter import client
from tests.cast.mailguard.letters import LURE
from tests.cast.outreach import postfix

BOX = "bob@valbrune.example"
BLOCK = {"id": "b", "deed": "block", "kind": "sender", "value": "@held.example"}
ROUNDS = 3  # in turns, since the machine changes
Send = Callable[[smtplib.SMTP, int], str]


def main() -> None:
    """Measure."""
    asked = said()
    if not postfix.may_run():
        raise SystemExit("Postfix runs as root only.")
    report.header(
        "Milter", messages=asked.messages, timed=asked.timed, kills=asked.kills, at_once=asked.at_once
    )
    with House() as house, names_server.serving({}) as names:
        ways = {"Postfix alone": nullcontext(""), "mailguard": guarded(names, asked.jobs)}
        if rspamd.is_installed():
            ways["rspamd"] = rspamd.milter(names, asked.jobs)
        else:
            print("rspamd isn't installed: nothing to compare with")
        compare(house, ways, asked)
        if asked.kills:
            kill(house, asked)


def said() -> argparse.Namespace:
    """What is asked for."""
    words = argparse.ArgumentParser()
    words.add_argument("--messages", type=int, default=600, help="of one way, for the pace")
    words.add_argument("--timed", type=int, default=150, help="of one way, one after the other")
    words.add_argument("--kills", type=int, default=600, help="sent while processes are killed; 0: none")
    words.add_argument("--at-once", type=int, default=8, help="connections")
    words.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that judge")
    words.add_argument("--seed", type=int, default=2017)
    return words.parse_args()


class House:
    """A Postfix that delivers to one Maildir."""

    def __enter__(self) -> "House":
        self._root = tempfile.TemporaryDirectory(prefix="bench-milter-")
        root = Path(self._root.name)
        root.chmod(0o755)
        self.mail = root / "mail"
        self.mail.mkdir(mode=0o755)
        shutil.chown(self.mail, "nobody")
        (root / "postfix").mkdir()
        self.guard = root / "guard"
        self.server = postfix.start(root / "postfix", self.mail, {BOX: "bob"})
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()
        self._root.cleanup()

    def use(self, place: str) -> None:
        """Have Postfix ask this milter."""
        self.server.set(
            f"smtpd_milters = {place}", "milter_default_action = tempfail", "milter_connect_timeout = 10s"
        )
        time.sleep(1)

    def connect(self) -> smtplib.SMTP:
        """A connection."""
        return smtplib.SMTP("127.0.0.1", self.server.port, local_hostname="client.example", timeout=120)

    def arrived(self) -> list[Path]:
        """The messages in the mailbox."""
        return list((self.mail / "bob" / "new").glob("*"))

    def settle(self) -> None:
        """Until Postfix has delivered what it took."""
        still, before = 0, -1
        while still < 4:
            n = len(self.arrived())
            still, before = (still + 1 if n == before else 0), n
            time.sleep(0.5)

    def empty(self) -> None:
        """Clear the mailbox."""
        self.settle()
        for each in self.arrived():
            each.unlink()


@contextmanager
def guarded(names: int, jobs: int) -> Iterator[str]:
    """mailguard's milter, that asks this server of names; where it listens."""
    words = ["--online", "--server", f"127.0.0.1:{names}", "--hostname", "mx.example.net", "--jobs", jobs]
    with tempfile.TemporaryDirectory() as folder, client.running(folder, *words) as milter:
        yield f"inet:127.0.0.1:{milter.where[1]}"


# --- Pace and delay --------------------------------------------------------------------------------
def compare(house: House, ways: dict, asked: argparse.Namespace) -> None:  # type: ignore[type-arg]
    """Each way by turns: how many a second, and how long one takes."""
    mail = [_made(number) for number in range(200)]
    size = statistics.mean(map(len, mail))
    report.figure("size of a message", size / 1e3, "kB")
    paces: dict[str, list[float]] = {name: [] for name in ways}
    delays: dict[str, list[float]] = {name: [] for name in ways}
    places = {}
    with _all(ways, places):
        for turn in range(ROUNDS):
            for name, place in places.items():
                house.use(place)
                _pace(house, mail, 40, asked.at_once)  # everything is loaded
                house.empty()
                paces[name].append(_pace(house, mail, asked.messages // ROUNDS, asked.at_once))
                house.empty()
                delays[name] += _delays(house, mail, asked.timed // ROUNDS)
                house.empty()
            print(f"turn {turn + 1}: " + ", ".join(f"{each} {paces[each][-1]:.0f}/s" for each in paces))
    bare, first = statistics.median(paces["Postfix alone"]), statistics.median(delays["Postfix alone"])
    for name in ways:
        if name != "Postfix alone":
            report.ratio(f"taken in, {name}", statistics.median(paces[name]), bare, "messages/s")
            report.figure(f"added median, {name}", statistics.median(delays[name]) - first, "ms")
            nth = round(0.95 * (len(delays[name]) - 1))
            report.figure(f"p95 of all, {name}", sorted(delays[name])[nth], "ms")
    report.figure("median, Postfix alone", first, "ms")


@contextmanager
def _all(ways: dict, places: dict[str, str]) -> Iterator[None]:  # type: ignore[type-arg]
    """All of them running at a time; only the one that is asked works."""
    if not ways:
        yield
        return
    (name, way), *others = ways.items()
    with way as place:
        places[name] = place
        with _all(dict(others), places):
            yield


def _made(number: int) -> bytes:
    kind = ham.KINDS[number % len(ham.KINDS)]
    return ham.make(kind, ham.LANGUAGES[number // len(ham.KINDS) % 2], 90_000 + number)


def _pace(house: House, mail: list[bytes], n: int, at_once: int) -> float:
    """Messages a second that Postfix takes."""
    began = time.perf_counter()

    def send(line: smtplib.SMTP, number: int) -> str:
        with suppress(smtplib.SMTPDataError):  # refused
            line.sendmail("news@sender.example", [BOX], mail[number % len(mail)])
        return ""

    _spread(house, n, at_once, send)
    return n / (time.perf_counter() - began)


def _delays(house: House, mail: list[bytes], n: int) -> list[float]:
    """Milliseconds from the first word of a message to its answer, one after the other."""
    taken = []
    with house.connect() as line:
        line.ehlo()
        for number in range(n):
            began = time.perf_counter()
            with suppress(smtplib.SMTPDataError):
                line.sendmail("news@sender.example", [BOX], mail[number % len(mail)])
            taken.append((time.perf_counter() - began) * 1e3)
    return taken


def _spread(house: House, n: int, at_once: int, send: Send) -> Counter[str]:
    """Send ``n`` messages over some connections, each one until something is decided about it."""
    numbers = iter(range(n))
    lock = threading.Lock()
    counts: Counter[str] = Counter()

    def work() -> None:
        line = None
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                break
            for _ in count():
                try:
                    line = line or house.connect()
                    done = send(line, number)
                    break
                except (smtplib.SMTPException, OSError):  # asked to come again, or cut off
                    with suppress(Exception):
                        line and line.close()
                    line = None
                    with lock:
                        counts["tried again"] += 1
                    time.sleep(0.2)
            with lock:
                counts[done] += 1
        if line:
            with suppress(Exception):
                line.quit()

    threads = [threading.Thread(target=work) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counts


# --- Killed at random ------------------------------------------------------------------------------
class Victim:
    """A milter that is started again when it is gone."""

    def __init__(self, house: House, jobs: int) -> None:
        self.port = processes.free_port()
        words = ["--listen", f"127.0.0.1:{self.port}", "--folder", str(house.guard), "--jobs", str(jobs)]
        self._words = [*client.PROGRAM, *words]
        self.start()

    def start(self) -> None:
        """Until it listens; mail is taken as soon as its processes have started."""
        self.process = subprocess.Popen(self._words, stderr=subprocess.DEVNULL)

    def kill_one(self, chance: random.Random) -> bool:
        """A process that judges, or the one that forks them."""
        below = [pid for pid in processes.below(self.process.pid) if pid != self.process.pid]
        if not below:
            return False
        with suppress(ProcessLookupError):
            os.kill(chance.choice(below), signal.SIGKILL)
        return True

    def kill(self) -> None:
        """All of it."""
        self.process.kill()
        self.process.wait()
        self.start()

    def stop(self) -> None:
        """In good order."""
        self.process.terminate()
        self.process.wait(60)


def kill(house: House, asked: argparse.Namespace) -> None:
    """Send mail while the milter is killed; count what is lost and what is there twice."""
    folder = Folder(house.guard)
    folder.keep_rules(RuleBook.from_json([BLOCK]))
    victim = Victim(house, asked.jobs)
    house.use(f"inet:127.0.0.1:{victim.port}")
    house.empty()
    stops, kills = threading.Event(), Counter[str]()
    fates: dict[int, str] = {}
    killer = threading.Thread(target=_kill_at_random, args=(victim, asked, stops, kills, fates))
    killer.start()

    def send(line: smtplib.SMTP, number: int) -> str:
        try:
            line.sendmail("news@sender.example", [BOX], _numbered(number))
            fates[number] = "taken"
        except smtplib.SMTPDataError as error:
            if error.smtp_code < 500:
                raise
            fates[number] = "refused"
        return fates[number]

    with report.stopwatch() as seconds:
        counts = _spread(house, asked.kills, asked.at_once, send)
    stops.set()
    killer.join()
    victim.stop()
    house.settle()
    _told(house, folder, fates, counts, kills, seconds())


def _numbered(number: int) -> bytes:
    """One in ten is an attack that is refused, two in ten are held.

    Each has its date: Postfix would write one into mail from its own network, another one each time that
    it is sent, and what comes again would be another message.
    """
    if number % 10 == 0:
        return b"Message-ID: <trial-%d@bench.example>\r\n" % number + LURE
    domain = b"held" if number % 10 in {1, 2} else b"sender"
    head = b"From: A <a@%s.example>\r\nTo: %s\r\nSubject: Minutes\r\n" % (domain, BOX.encode())
    head += b"Date: Mon, 06 Mar 2017 09:00:00 +0100\r\n"
    lines = b"".join(b"Point %d: we met, and talked it over.\r\n" % n for n in range(60))
    return head + b"Message-ID: <trial-%d@bench.example>\r\n\r\n" % number + lines


def _kill_at_random(
    victim: Victim,
    asked: argparse.Namespace,
    stops: threading.Event,
    kills: Counter[str],
    fates: dict[int, str],
) -> None:
    """After some three hundred messages each time, however fast the machine is."""
    chance = random.Random(asked.seed)
    n_next = chance.randint(20, 200)
    while not stops.wait(0.01):
        if len(fates) < n_next:
            continue
        time.sleep(chance.uniform(0, 0.05))
        n_next = len(fates) + chance.randint(100, 500)
        if chance.random() < 0.3:
            victim.kill()
            kills["whole"] += 1
        elif victim.kill_one(chance):
            kills["process"] += 1


def _told(
    house: House,
    folder: Folder,
    fates: dict[int, str],
    counts: Counter[str],
    kills: Counter[str],
    seconds: float,
) -> None:
    places: Counter[int] = Counter()
    kept: dict[int, bytes] = {}
    for path in house.arrived():
        places[_number(path.read_bytes())] += 1
    n_held = 0
    for held in folder.held.all():
        raw = folder.held.raw(held.id)
        number = _number(raw)
        places[number] += 1
        n_held += 1
        if number in kept:
            other = {*raw.splitlines()} ^ {*kept[number].splitlines()}
            print(f"held twice: {number}; lines that differ: {sorted(other)}")
        kept[number] = raw
    taken = {number for number, fate in fates.items() if fate == "taken"}
    report.figure("killed: processes that judge", kills["process"], "times")
    report.figure("killed: the whole milter", kills["whole"], "times")
    report.figure("sent while it was killed", len(fates) / seconds, "messages/s")
    report.figure("of them refused", counts["refused"], "messages")
    report.figure("of them held", n_held, "messages")
    report.figure("had to come again", counts["tried again"], "times")
    report.figure("lost", len(taken - places.keys()), "messages")
    report.figure("doubled", sum(n > 1 for n in places.values()), "messages")
    report.figure("refused and there all the same", len(places.keys() - taken), "messages")


def _number(raw: bytes) -> int:
    return int(raw.partition(b"<trial-")[2].partition(b"@bench")[0])


if __name__ == "__main__":
    main()
