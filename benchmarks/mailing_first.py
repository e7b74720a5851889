"""From "send" to the first letter, and what a delivery costs the database: a part of bench_mailing.py.

Two real workers run; the mailing is sent as HQ's button does. Aims: first letter in less than 5 s, less than
300 MB a worker, less than 0.1 queries a delivery.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import bench_mailing as bench
from benchmarks import report
from benchmarks.sinks import LOOK, Sink

WORKERS = 2
LONGEST = 900.0  # seconds until all rows are written


def run(asked: argparse.Namespace) -> None:
    """All of it."""
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        sink = Sink.start(bench.PORT, Path(folder))
        try:
            first(asked.people, sink)
            costs(asked.letters, asked.connections)
        finally:
            sink.stop()


def first(n: int, sink: Sink) -> None:
    """Seconds until the first letter has come, and until all rows are written; memory of the workers."""
    from hustings.outreach.mailings.models import Mailing

    mailing = allowed()
    environment = {**os.environ, "HUSTINGS_SMTP_URL": f"smtp://127.0.0.1:{sink.port}"}
    words = [sys.executable, "-m", "hustings.shells.cli", "worker", "--name"]
    running = [subprocess.Popen([*words, f"bench-{k}"], env=environment) for k in range(WORKERS)]
    try:
        time.sleep(10)  # they load, and look once a second
        until_first, until_all = sent(mailing, sink)
        time.sleep(10)  # both carry letters now
        peaks = [peak(process.pid) for process in running]
        left = sink.count()
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(60)
    report.figure(f"first letter of {n:,} (aim < 5)", until_first, "s")
    report.figure(f"all {n:,} rows written", until_all, "s")
    report.figure("letters that had left 10 s later", left, "")
    report.figure("memory, the larger worker (aim < 300)", max(peaks), "MB")
    Mailing.objects.filter(pk=mailing.pk).update(state="cancelled")
    mailing.deliveries.all()._raw_delete(mailing.deliveries.db)


def allowed():  # type: ignore[no-untyped-def]
    """A draft that may leave, and leaves at once: without the time in which sending can be undone."""
    from hustings.foundation.campaigns.models import Campaign
    from hustings.outreach.review.models import Precaution

    campaign = Campaign.current()
    campaign.sender_address = "news@bench.example"
    campaign.postal_address = "1 rue de la République\n69001 Lyon"
    campaign.save()
    Precaution(pk=1, grace=0).save()
    return bench.draft()


def sent(mailing, sink: Sink) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """Seconds from the button until the first letter has come, and until all rows are written."""
    from hustings.outreach.dispatch import actions
    from hustings.outreach.mailings.models import Mailing

    written = Mailing.objects.filter(pk=mailing.pk, queued_at__isnull=False)
    with report.stopwatch() as seconds:
        actions.send(mailing=mailing, user=mailing.sent_by)
        while not sink.count():
            assert seconds() < LONGEST, "no letter came"
            time.sleep(LOOK)
        until_first = seconds()
        while not written.exists():
            assert seconds() < LONGEST, "the rows are not written"
            time.sleep(0.5)
    return until_first, seconds()


def peak(pid: int) -> float:
    """The most memory that a process ever had, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000


def costs(n: int, connections: int) -> None:
    """Queries and bytes a delivery: all people queued, ``n`` letters or a few more sent."""
    from django.db import connection

    from hustings.outreach.delivery import queue
    from hustings.outreach.delivery.transports.smtp import Server
    from hustings.outreach.delivery.worker.loop import DeliveryLoop
    from hustings.outreach.mailings.models import Mailing

    counts = {"queueing": 0, "sending": 0}

    def counting(what):  # type: ignore[no-untyped-def]
        def wrapper(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            counts[what] += 1
            return execute(sql, params, many, context)

        return connection.execute_wrapper(wrapper)

    mailing = bench.let_go(bench.draft())
    before = size()
    with counting("queueing"):
        rows = sum(queue.queue(mailing))
    queued = size()
    from django.utils import timezone

    Mailing.objects.filter(pk=mailing.pk).update(state="sending", queued_at=timezone.now())
    mailing.refresh_from_db()
    round_ = DeliveryLoop(mailing, to=Server("127.0.0.1", bench.PORT), n_connections=connections)
    with counting("sending"):
        round_.run(LONGEST, lambda: round_.n_sent >= n)
    sent = mailing.deliveries.filter(state="sent").count()
    assert sent >= min(n, rows), f"{sent} letters were handed over: {round_.problem}"
    report.figure(f"queueing, for each of {rows:,}", counts["queueing"] / rows, "queries")
    report.figure(f"sending, for each of {sent:,}", counts["sending"] / sent, "queries")
    both = counts["queueing"] / rows + counts["sending"] / sent
    report.figure("both (aim < 0.1)", both, "queries")
    report.figure("database, queued", (queued - before) / rows, "B/delivery")
    left_behind = (size() - queued) / sent
    report.figure("database, sent, not vacuumed", (queued - before) / rows + left_behind, "B/delivery")


def size() -> int:
    """Bytes of the table of deliveries with its indexes; on SQLite, of all that the file holds."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size('delivery_delivery')")
            return int(cursor.fetchone()[0])
        found = []
        for name in ("page_count", "freelist_count", "page_size"):
            cursor.execute(f"PRAGMA {name}")
            found.append(int(cursor.fetchone()[0]))
    return (found[0] - found[1]) * found[2]
