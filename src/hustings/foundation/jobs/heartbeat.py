"""Signs of life: the thread that renews leases, and the row that says who is there."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, connection
from django.db.models import QuerySet
from django.utils import timezone

from hustings.foundation.jobs.models import WorkerHeartbeat
from hustings.foundation.lib.process.stop_signal import Stop
from mailguard.agents.processes import supervisor

log = logging.getLogger("hustings.foundation.jobs")

BEAT = 10.0  # seconds between two signs of life of a process that holds nothing


def announce(name: str, kind: str, run: str, queues: str = "") -> None:
    now = timezone.now()
    WorkerHeartbeat.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
    WorkerHeartbeat.objects.update_or_create(
        name=name, defaults={"kind": kind, "run": run, "queues": queues, "started_at": now, "seen_at": now}
    )


def is_still_mine(name: str, run: str) -> bool:
    """Give a sign of life; False where another process has started under the same name."""
    return bool(WorkerHeartbeat.objects.filter(name=name, run=run).update(seen_at=timezone.now()))


def sign_off(name: str, run: str) -> None:
    """Remove the row of a process that ends in order."""
    WorkerHeartbeat.objects.filter(name=name, run=run).delete()


def alive(kind: str) -> QuerySet[WorkerHeartbeat]:
    """The processes of one kind heard of lately."""
    return WorkerHeartbeat.objects.filter(kind=kind, seen_at__gt=timezone.now() - timedelta(seconds=6 * BEAT))


def of_web(name: str) -> Callable[[], None]:
    """Give signs of life for this process, which serves the web, until what is returned is called."""
    run = secrets.token_hex(4)

    def beat() -> None:
        try:
            if not is_still_mine(name, run):  # at first, and after a restoration
                announce(name, WorkerHeartbeat.Kind.WEB, run)
        finally:
            connection.close()  # the threads that serve need them more

    heart = Heartbeat(BEAT, beat, lambda: None)
    heart.start()

    def end() -> None:
        heart.ended.ask()
        heart.join(2)
        with suppress(DatabaseError, InterfaceError):
            sign_off(name, run)

    return end


class Heartbeat(threading.Thread):
    """Calls ``beat`` every ``seconds`` on a connection of its own, ``watch`` every second in between."""

    def __init__(self, seconds: float, beat: Callable[[], None], watch: Callable[[], None]) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self.seconds, self.beat, self.watch = seconds, beat, watch
        self.ended = Stop()
        self.last_beat = time.monotonic()

    def run(self) -> None:
        """Beat until ended."""
        due = time.monotonic()
        try:
            while not self.ended.wait(min(1.0, self.seconds)):
                supervisor.beat()
                if time.monotonic() >= due:
                    self._beat()
                    due = time.monotonic() + self.seconds
                self._guarded(self.watch)
        finally:
            connection.close()

    def _beat(self) -> None:
        if self._guarded(self.beat):
            self.last_beat = time.monotonic()

    def _guarded(self, call: Callable[[], None]) -> bool:
        try:
            call()
        except (DatabaseError, InterfaceError) as error:
            log.warning("No sign of life could be given: %s", type(error).__name__)
            connection.close()
            return False
        return True
