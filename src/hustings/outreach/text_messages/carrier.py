"""The process that carries messages to a gateway: some requests at once, one thread for the database."""

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from hustings.outreach.text_messages import gateways, leases, wire
from hustings.outreach.text_messages.gateways.port import SHORTEST, Down, Fate, Outgoing, Result
from hustings.outreach.text_messages.models import Gateway

log = logging.getLogger(__name__)
REST = timedelta(minutes=2)  # after a gateway took nothing
_TICK = 1.0
_STALE = 30.0  # seconds after which what was marked for the wire is looked at again
_Flight = Future[list[Result]]


class Carrier:
    """One run of some seconds. ``n_sent`` messages were taken; ``problem`` says why it ended early."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway, self.port = gateway, gateways.of(gateway)
        self.id = uuid4()
        self.n_sent, self.problem = 0, ""
        self._flights: dict[_Flight, list[Outgoing]] = {}
        self._allowed, self._counted_at = float(gateway.per_second), time.monotonic()

    def run(self, seconds: float, is_stopping: Callable[[], bool] = lambda: False) -> None:
        """Carry until nothing is due, time is up, the worker has to stop, or the gateway takes nothing."""
        if not leases.take(self.gateway, self.id, timezone.now()):
            return
        leases.take_over(self.gateway, self.id, keeps_keys=self.port.keeps_keys)
        ends = time.monotonic() + seconds
        pool = ThreadPoolExecutor(self.port.n_connections, thread_name_prefix="texts")
        try:
            is_more = True
            while is_more or self._flights:
                is_over = time.monotonic() > ends or is_stopping() or self.problem
                is_more = not is_over and self._launch(pool)
                self._land()
        except wire.LeaseLost:
            log.warning("texts.lease_lost gateway=%s", self.gateway.pk)
        finally:
            pool.shutdown()
            self._land()
            self._close()

    def _launch(self, pool: ThreadPoolExecutor) -> bool:
        """Fill the free connections; False where nothing is due."""
        free = self.port.n_connections - len(self._flights)
        n = min(free * self.port.most, self._pace())
        if n < 1:
            return True
        found = wire.claim(self.gateway, self.id, n, timezone.now())
        self._allowed -= len(found)
        for start in range(0, len(found), self.port.most):
            batch = found[start : start + self.port.most]
            self._flights[pool.submit(self._send, batch, time.monotonic())] = batch
        return bool(found)

    def _send(self, batch: Sequence[Outgoing], marked_at: float) -> list[Result]:
        """In a thread. A process that was stopped meanwhile sends nothing late."""
        if time.monotonic() - marked_at > _STALE:
            return [Result(each.key, Fate.LATER) for each in batch]
        soon = timezone.now() + timedelta(seconds=SHORTEST)
        fresh = [each for each in batch if each.send_before > soon]
        late = [Result(each.key, Fate.LATER) for each in batch if each.send_before <= soon]
        return late + (self.port.send(self.gateway, fresh) if fresh else [])

    def _pace(self) -> int:
        """Number that may leave now, so that no second sees more than the gateway takes."""
        now = time.monotonic()
        more = (now - self._counted_at) * self.gateway.per_second
        self._allowed = min(self._allowed + more, float(self.gateway.per_second))
        self._counted_at = now
        return int(self._allowed)

    def _land(self) -> None:
        """Write down what has come back, after waiting for a moment."""
        if not self._flights:
            time.sleep(0.01 if self._allowed < 1 else 0.0)
            return
        done, _rest = wait(self._flights, timeout=_TICK, return_when=FIRST_COMPLETED)
        now, results = timezone.now(), list[Result]()
        for flight in done:
            batch = self._flights.pop(flight)
            results += self._results(flight, batch)
        if results:
            self.n_sent += wire.write(results, self.id, now, keeps_keys=self.port.keeps_keys)

    def _results(self, flight: _Flight, batch: Sequence[Outgoing]) -> list[Result]:
        try:
            return flight.result()
        except Down as down:
            self.problem = str(down)
            wire.put_back([each.key for each in batch], self.id, timezone.now())
            return []
        except Exception:  # a fault of ours after the request perhaps left
            log.exception("texts.send_failed gateway=%s", self.gateway.pk)
            return [Result(each.key, Fate.UNSURE) for each in batch]

    def _close(self) -> None:
        leases.give_back(self.gateway, self.id)
        if self.problem:
            rests = {"rests_until": timezone.now() + REST, "problem": self.problem[:200]}
            Gateway.objects.filter(pk=self.gateway.pk).update(**rests)
        elif self.n_sent:
            Gateway.objects.filter(pk=self.gateway.pk).exclude(problem="").update(
                problem="", rests_until=None
            )
