"""The task queue beside bare statements on the same database.

``enqueue`` beside one INSERT of the same row in its own transaction; ``run`` by two workers beside two
processes that each mark rows one by one with a bare UPDATE in its own transaction.
"""

import argparse
import os
import subprocess
import sys
import time

from benchmarks import report

_MARK = """
import django, sys, time
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    began = time.time()
    for n in range(int(sys.argv[1]), int(sys.argv[2])):
        cursor.execute("UPDATE bare SET done_at = %s WHERE id = %s", ["2027-01-01", n])
    print(began, time.time())
"""


def main() -> None:
    """Measure."""
    words = argparse.ArgumentParser()
    words.add_argument("--tasks", type=int, default=4_000)
    words.add_argument("--workers", type=int, default=2)
    asked = words.parse_args()
    report.header("Background work", tasks=asked.tasks, workers=asked.workers)
    report.ratio("enqueue", enqueue(asked.tasks), bare_insert(asked.tasks), "tasks/s")
    ours, bare = run(asked.tasks, asked.workers), bare_update(asked.tasks, asked.workers)
    report.ratio(f"run, {asked.workers} workers", ours, bare, "tasks/s")


def enqueue(n: int) -> float:
    """Tasks enqueued a second, each in its own transaction."""
    from hustings.foundation.jobs.tasks import run_job

    with report.stopwatch() as seconds:
        for number in range(n):
            run_job.enqueue(f"no such job {number}")
    return n / seconds()


def bare_insert(n: int) -> float:
    """Rows of the same shape and size, written by one statement each."""
    from django.db import connection

    text = '{"args": ["no such job 1234"], "kwargs": {}}'
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id integer PRIMARY KEY, args text, path text, done_at text)")
        with report.stopwatch() as seconds:
            for number in range(n):
                cursor.execute(
                    "INSERT INTO bare (id, args, path) VALUES (%s, %s, %s)",
                    [number, text, "hustings.foundation.jobs.tasks.run_job"],
                )
    return n / seconds()


def run(n: int, workers: int) -> float:
    """Tasks run a second by real worker processes, from the first one's start to the last one's end."""
    from django.db.models import Max, Min
    from django_tasks_db.models import DBTaskResult

    command = [sys.executable, "-m", "hustings.shells.cli", "worker"]
    started = [subprocess.Popen([*command, "--name", f"bench-{number}"]) for number in range(workers)]
    try:
        while DBTaskResult.objects.filter(finished_at=None).exists():
            time.sleep(0.2)
    finally:
        for worker in started:
            worker.terminate()
        for worker in started:
            worker.wait(20)
    assert DBTaskResult.objects.successful().count() == n
    span = DBTaskResult.objects.aggregate(first=Min("started_at"), last=Max("finished_at"))
    return n / (span["last"] - span["first"]).total_seconds()


def bare_update(n: int, workers: int) -> float:
    """Rows marked a second by as many processes, from the first one's begin to the last one's end."""
    share = n // workers
    marking = [_mark(number * share, (number + 1) * share) for number in range(workers)]
    spans = [[float(word) for word in process.communicate()[0].split()] for process in marking]
    return share * workers / (max(span[1] for span in spans) - min(span[0] for span in spans))


def _mark(first: int, last: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", _MARK, str(first), str(last)]
    return subprocess.Popen(command, env=dict(os.environ), stdout=subprocess.PIPE)


if __name__ == "__main__":
    report.on_each_database(main)
