"""The worker: leases waiting tasks, runs them, and writes down what became of each."""

import logging
import os
import random
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Collection
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, reset_queries
from django.utils import translation
from django_tasks import TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import normalize_json

from hustings.foundation.jobs import heartbeat, queue, run_context
from hustings.foundation.jobs.models import WorkerHeartbeat
from hustings.foundation.jobs.queue import Claim
from hustings.foundation.lib.process.stop_signal import Stop
from mailguard.agents.processes.operator_log import weight

log = logging.getLogger("hustings.foundation.jobs")

IDLE = 0.05, 1.0  # seconds between two looks at an empty queue: the first, and the longest
BATCH = 20  # short tasks claimed at once, at most
BATCH_TIME = 0.1  # seconds that a batch should take
PATIENCE = 1.0  # seconds after which a long task's batch goes back to the others


def perform(held: Claim) -> Any:
    result = held.task.task_result
    task = result.task
    task_started.send(sender=type(task.get_backend()), task_result=result)
    context = [TaskContext(task_result=result)] if task.takes_context else []
    with translation.override(settings.LANGUAGE_CODE):
        return normalize_json(task.call(*context, *result.args, **result.kwargs))


class Worker:
    """One process that runs one task after the other until it is asked to stop."""

    def __init__(
        self,
        name: str,
        *,
        queues: Collection[str] = (),
        but_queues: Collection[str] = (),
        grace: float = 25.0,
        most_memory: int = 0,
    ) -> None:
        self.name, self.run_id = name, secrets.token_hex(4)
        self.owner = f"{name}/{self.run_id}"
        self.queues, self.but_queues, self.grace = queues, but_queues, grace
        self.most_memory = most_memory  # bytes past which it ends, to be started again; 0 for any number
        self.stop = Stop()
        self._lock = threading.Lock()  # guards the three below, which the heartbeat looks at
        self._current: Claim | None = None
        self._since = 0.0
        self._rest: deque[Claim] = deque()
        self._pace = BATCH_TIME  # seconds a task took, as a moving average
        self._next_look = 0.0  # when lapsed leases are looked for
        seconds = settings.LEASE_SECONDS / 3
        self._heartbeat = heartbeat.Heartbeat(min(seconds, heartbeat.BEAT), self._beat, self._watch)

    # --- The main thread -----------------------------------------------------------------------
    def run(self) -> None:
        """Work until asked to stop, whatever becomes of the database meanwhile."""
        self.stop.on_signals()
        self._insist(self._begin)
        self._heartbeat.start()
        idle, longest = IDLE
        while not self.stop:
            close_old_connections()
            reset_queries()
            if self._insist(self.turn):
                idle = IDLE[0]
            else:
                self.stop.wait(idle * random.uniform(0.5, 1.5))  # noqa: S311 - spreads the workers
                idle = min(idle * 2, longest)
        self._end()

    def _weigh(self) -> None:
        if self.most_memory and (now := weight()) > self.most_memory:
            log.info("Worker %s has grown to %d MB and makes room for a fresh one", self.owner, now // 10**6)
            self.stop.ask()

    def _begin(self) -> None:
        queues = ", ".join(self.queues) or " ".join(f"-{name}" for name in self.but_queues)
        heartbeat.announce(self.name, WorkerHeartbeat.Kind.WORKER, self.run_id, queues)
        queue.take_over_from(self.name)
        log.info("Worker %s is ready", self.owner)

    def _end(self) -> None:
        self._heartbeat.ended.ask()
        try:
            self._give_back_rest()
            heartbeat.sign_off(self.name, self.run_id)
        except (DatabaseError, InterfaceError):
            log.warning("Worker %s could not sign off; its leases will lapse", self.owner)
        log.info("Worker %s has ended", self.owner)

    def turn(self) -> bool:
        """Run one batch; return whether there was any."""
        if time.monotonic() > self._next_look:
            self._next_look = time.monotonic() + settings.LEASE_SECONDS * random.uniform(0.1, 0.3)  # noqa: S311
            queue.take_over_lapsed()
        n = max(1, min(BATCH, int(BATCH_TIME / self._pace)))
        claims = queue.claim(self.owner, n=n, queues=self.queues, but_queues=self.but_queues)
        if not claims:
            return False
        with self._lock:
            self._rest.extend(claims[1:])
        held: Claim | None = claims[0]
        while held:
            held = self._run(held)
        self._give_back_rest()  # there is one where we stop in mid-batch
        self._weigh()
        return True

    def _run(self, held: Claim) -> Claim | None:
        with self._lock:
            self._current, self._since = held, time.monotonic()
        run_context.asks(lambda: bool(self.stop) or held.is_lost)
        value, error = None, None
        try:
            value = perform(held)
        except BaseException as raised:
            error = raised
        run_context.asks(None)
        with self._lock:
            self._current = None
            seconds = time.monotonic() - self._since
            following = self._rest.popleft() if self._rest and not self.stop else None
        self._pace = max(0.9 * self._pace + 0.1 * seconds, 0.001)
        self._insist(lambda: self._write(held, value, error, seconds, following))
        while following and following.is_lost:
            following = self._following()
        return following

    def _following(self) -> Claim | None:
        with self._lock:
            following = self._rest.popleft() if self._rest else None
        if following:
            following.is_lost = not queue.start(following)
        return following

    def _write(
        self, held: Claim, value: Any, error: BaseException | None, seconds: float, following: Claim | None
    ) -> None:
        """Write down what became of a task, with one line in the log that names no person."""
        if error is None:
            is_ours, outcome = queue.succeed(held, value, following), "done"
        elif isinstance(error, run_context.ReleaseTask):
            is_last = isinstance(error, run_context.NextPlease)
            is_ours, outcome = queue.give_back(held, is_last=is_last), "given back"
        else:
            is_ours, outcome = queue.fail(held, error), _told(held, error)
        if following and error is not None:
            following.is_lost = not queue.start(following)
        if not is_ours:
            log.warning("%s: void after %.3f s, for its lease had passed to another worker", held, seconds)
            return
        log.log(
            logging.WARNING if " failed" in outcome else logging.INFO,
            "%s: %s after %.3f s",
            held,
            outcome,
            seconds,
        )
        if not outcome.startswith("given"):
            self._tell(held)

    def _tell(self, held: Claim) -> None:
        if held.task.finished_at:
            result = held.task.task_result
            task_finished.send(sender=type(result.task.get_backend()), task_result=result)

    def _insist(self, step: Callable[[], Any]) -> Any:
        """Do a step, again and again while the database can't be reached, until asked to stop."""
        pause = 0.2
        while True:
            try:
                return step()
            except (DatabaseError, InterfaceError) as error:
                log.error("The database did not answer (%s); next try in %.1f s", type(error).__name__, pause)
                connection.close()
                if self.stop.wait(pause * random.uniform(0.5, 1.5)):  # noqa: S311
                    return None
                pause = min(pause * 2, 30.0)

    def _give_back_rest(self) -> None:
        with self._lock:
            rest, self._rest = list(self._rest), deque()
        for held in rest:
            queue.give_back(held)

    # --- The heartbeat's thread ----------------------------------------------------------------
    def _beat(self) -> None:
        with self._lock:
            held = [*self._rest, *([self._current] if self._current else [])]
        ours = queue.renew(self.owner)
        for one in held:
            one.is_lost = one.task.pk not in ours
        if not heartbeat.is_still_mine(self.name, self.run_id):
            log.error("Another worker has started under the name %s: this one ends", self.name)
            self.stop.ask()

    def _watch(self) -> None:
        with self._lock:
            current, since = self._current, self._since
        if current and time.monotonic() - since > PATIENCE:
            self._give_back_rest()
        if self.stop.is_urgent or (self.stop.asked_at and time.monotonic() > self.stop.asked_at + self.grace):
            self._leave_at_once(current)

    def _leave_at_once(self, current: Claim | None) -> None:
        try:
            self._give_back_rest()
            if current:
                queue.give_back(current)
                log.warning("%s: given back, for it did not end in time", current)
            heartbeat.sign_off(self.name, self.run_id)
        except (DatabaseError, InterfaceError):
            log.warning("Worker %s could not sign off; its leases will lapse", self.owner)
        logging.shutdown()
        os._exit(0)  # the task's own thread can't be stopped in any other way


def _told(held: Claim, error: BaseException) -> str:
    """An error without its words, which may hold personal data; those are in the task's row."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f" at {last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else ""
    return f"attempt {held.attempts} of {held.policy.attempts} failed: {type(error).__name__}{place}"
