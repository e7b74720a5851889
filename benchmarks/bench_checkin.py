"""Check-in at six doors: nothing lost, nothing counted twice, and how fast it is sent and said.

Six doors let in 5,000 tickets and don't hear of each other now and then; a tenth is shown a second time,
and forged and lapsed codes are shown, too. Meanwhile the server, real processes behind real HTTP, is killed
with -9 in the midst of uploads; what was cut is sent again. Then log, check-ins and findings are held against
what the doors noted. Uploads are timed beside phones that send one request per scan, as others do, and so is
the verdict of a phone in Chromium whose server was killed.

    python -m benchmarks.bench_checkin --tickets 5000
"""

import argparse
import random
import statistics
import threading
import time
from typing import Any

from benchmarks import report

DOORS, SHARE, FORGED, LAPSED, KILLS = 6, 0.1, 200, 100, 6
SMALL = 50  # scans of a batch while the server is killed
ONE_BY_ONE = 600  # scans of the baseline
ASKED = 100


def main() -> None:
    """Measure."""
    words = argparse.ArgumentParser()
    words.add_argument("--tickets", type=int, default=5_000)
    words.add_argument("--seed", type=int, default=20270411)
    asked = words.parse_args()
    random.seed(asked.seed)
    report.header(
        "Check-in", doors=DOORS, tickets=asked.tickets, doubles=int(asked.tickets * SHARE), forged=FORGED,
        lapsed=LAPSED, kills=KILLS,
    )  # fmt: skip
    from benchmarks.checkin_hall import Hall, Server
    from hustings.shells.cli import prepare

    prepare.static_files()
    server = Server()
    try:
        hall = Hall(asked.tickets, DOORS, server)
        exact(hall)
        server.serve()
        speed(Hall(asked.tickets, DOORS, server))
        said_offline(Hall(asked.tickets, DOORS, server))
    finally:
        server.kill()


def exact(hall: Any) -> None:
    """Scans in a random order at random doors, with partitions and kills; then all is accounted for."""
    queues, done = hall.schedule(SHARE, FORGED, LAPSED), threading.Event()
    hall.server.serve()
    killer = threading.Thread(target=_kill, args=(hall, done))
    threads = [threading.Thread(target=_work, args=(door, queues[door.name])) for door in hall.doors]
    for thread in [killer, *threads]:
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    killer.join()
    hold(hall)


def _work(door: Any, texts: list[str]) -> None:
    """Scan; while the door has a network, send what waits after some scans, at the end all of it."""
    is_online = True
    for at, text in enumerate(texts):
        door.scan(text)
        if at % 40 == 0:
            is_online = random.random() < 0.4
        if is_online and at % 10 == 0:
            _try_to_send(door)
    while _try_to_send(door):
        pass


def _try_to_send(door: Any) -> bool:
    """Whether there is more to send, or what was cut to send again."""
    from benchmarks.checkin_doors import LOST

    try:
        return bool(door.send(SMALL))
    except LOST:
        door.n_cut += 1
        time.sleep(0.1)
        return True


def _kill(hall: Any, done: threading.Event) -> None:
    """Each time that some more of it has arrived, and doors are sending."""
    from django.db import connection

    from hustings.foundation.sync.models import Stream

    each = len(hall.rows) // (KILLS + 2)
    for number in range(1, KILLS + 1):
        while Stream.objects.get(pk=hall.stream.pk).last_pos < number * each and not done.wait(0.02):
            pass
        if not done.is_set():
            hall.server.kill()
            hall.server.serve()
    connection.close()


def hold(hall: Any) -> None:
    """The log against what was noted, the check-ins against who came, the findings against the doubles."""
    from hustings.field.checkins.models import CheckIn, Finding
    from hustings.foundation.sync.models import LoggedEntry

    noted = {each["id"]: each for door in hall.doors for each in door.noted}
    kept = {str(pk) for pk in LoggedEntry.objects.filter(stream=hall.stream).values_list("pk", flat=True)}
    by_key: dict[str, list[str]] = {}
    for each in noted.values():
        by_key.setdefault(each["key"], []).append(each["body"]["door"])
    counted = dict(CheckIn.objects.filter(event=hall.event).values_list("key", "people"))
    doubles = {key: sorted(doors) for key, doors in by_key.items() if len(doors) > 1}
    found = {
        row.key: sorted(each["door"] for each in row.entries)
        for row in Finding.objects.filter(event=hall.event, kind="double")
    }
    verdicts: dict[str, int] = {}
    for door in hall.doors:
        for code, n in door.verdicts.items():
            verdicts[code] = verdicts.get(code, 0) + n
    print("verdicts: " + ", ".join(f"{code} {n:,}" for code, n in sorted(verdicts.items())))
    n_cut = sum(door.n_cut for door in hall.doors)
    print(f"kills of the server: {hall.server.n_kills}; uploads cut or refused by them: {n_cut:,}")
    print(f"scans noted: {len(noted):,}; tickets that came in more than once: {len(doubles):,}")
    report.figure("scans lost", len(noted.keys() - kept), "scans", at_most=0)
    report.figure("scans that nobody noted", len(kept - noted.keys()), "scans", at_most=0)
    twice = sum(people > hall.listed[key].people for key, people in counted.items())
    report.figure("tickets counted twice", twice, "tickets", at_most=0)
    lacking = by_key.keys() ^ counted.keys()
    report.figure("tickets that came and aren't counted", len(lacking), "tickets", at_most=0)
    missed = [key for key, doors in doubles.items() if found.get(key) != doors]
    report.figure("doubles not found with all their doors", len(missed), "doubles", at_most=0)
    report.figure("findings of no double", len(found.keys() - doubles.keys()), "findings", at_most=0)
    wrong = verdicts.get("forged", 0) + verdicts.get("unknown_key", 0)
    report.figure("forged codes refused", wrong, "codes", at_least=FORGED)
    report.figure("lapsed codes refused", verdicts.get("lapsed", 0), "codes", at_least=LAPSED)


def speed(hall: Any) -> None:
    """All tickets of another event, noted before, sent by six doors at once; then one request per scan."""
    for number, (key, row) in enumerate(hall.listed.items()):
        hall.doors[number % DOORS].note(key, "enter", row.people)
    hold_back = {door.name: [door.unsent.pop() for _ in range(ONE_BY_ONE // DOORS)] for door in hall.doors}
    for _try in range(4):  # each process has answered once
        hall.doors[0].ask([])
    n = sum(len(door.unsent) for door in hall.doors)
    before = hall.server.processor()
    batched = n / _seconds(hall, 200)
    for door in hall.doors:
        door.unsent.extend(reversed(hold_back[door.name]))
    spent = hall.server.processor() - before
    single = ONE_BY_ONE / _seconds(hall, 1)
    report.figure("scans uploaded in batches", batched, "scans/s", beside=single, at_least=1_000)
    report.figure("scans by a second of the server's processor, which no load changes", n / spent, "scans/s")
    from hustings.field.checkins.models import CheckIn

    lacking = len(hall.listed) - CheckIn.objects.filter(event=hall.event).count()
    report.figure("uploaded scans that aren't counted", lacking, "scans", at_most=0)


def _seconds(hall: Any, size: int) -> float:
    def work(door: Any) -> None:
        while door.unsent:
            door.send(size)

    threads = [threading.Thread(target=work, args=(door,)) for door in hall.doors]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def said_offline(hall: Any) -> None:
    """From the code to the verdict on a phone, with the list of all tickets, after the server was killed."""
    took = hall.verdicts_offline(ASKED)
    p95 = sorted(took)[int(len(took) * 0.95) - 1]
    print(f"offline verdicts: p50 {statistics.median(took):,.1f} ms of {len(took)}")
    report.figure("95 % of offline verdicts said within", p95, "ms", at_most=1_000)


if __name__ == "__main__":
    report.on_each_database(main)
