"""The delivery loop: claims rows, hands letters over, writes down what became of each.

Event loop and database take turns in one thread. Letters whose envelopes are taken are marked "on the wire"
before their contents leave, so at most one letter per connection is in doubt, and the database knows which.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from hustings.outreach.delivery import throttles
from hustings.outreach.delivery.models import WorkerLease
from hustings.outreach.delivery.models.reasons import NotSent
from hustings.outreach.delivery.throttles import Map
from hustings.outreach.delivery.transports import base
from hustings.outreach.delivery.transports.base import Way
from hustings.outreach.delivery.transports.smtp import Answer, Connection, Envelope, Server, Trouble
from hustings.outreach.delivery.worker import claims, results, send_gate, worker_leases
from hustings.outreach.delivery.worker.backlog import Backlog
from hustings.outreach.delivery.worker.claims import Claim
from hustings.outreach.delivery.worker.expiry import Expiry
from hustings.outreach.delivery.worker.personalise import Personaliser
from hustings.outreach.delivery.worker.results import Refusal
from hustings.outreach.delivery.worker.smtp_replies import meaning
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.models.problems import Problem
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)

BATCH = 500  # rows a claim
LEASE = 60.0  # seconds
_TICK = 1.0
_PATIENCE = 0.003  # seconds that news wait for others
_WRITTEN_AT_ONCE = 200
_LOOK = 2.0
_OTHERS = timedelta(seconds=5)
_REFUSALS = 50  # letters refused in a row, not one taken: something is wrong with us, not with them


class DeliveryLoop:
    def __init__(
        self,
        mailing: Mailing,
        *,
        to: Server | None = None,
        n_connections: int | None = None,
        lease: float = LEASE,
        batch: int = BATCH,
    ) -> None:
        self.mailing = mailing
        self.lease = lease
        self.batch = batch
        self.n_sent = 0
        self.problem, self.said = "", ""  # why nothing moves: a code, and the words of the server
        self.must_pause = False
        self._way: Way = base.Smtp(to, n_connections) if to else base.of_settings(n_connections)
        self._press = Personaliser(mailing, signs=self._way.signs)
        self._roads = Map(self._press.domain) if self._way.keeps_pace else None
        self._backlog = Backlog()
        self._backlog.limit(self._roads.at_once if self._roads else {})
        self._looked_at = 0.0
        self._held: dict[str, datetime] = {}
        self._ends = Expiry()
        self._is_dry = self._is_closing = False  # dry: nothing was due at the last claim
        self._back: list[int] = []
        self._unnoted: list[Refusal] = []
        self._streak: list[Refusal] = []  # for good, and nothing taken since: perhaps because of us
        self._unsettled, self._names = list[int](), dict[int, str]()  # taken, and what they are called there
        self._written_at = time.monotonic()
        self._lost_in_a_row = 0
        self._wanted = self._way.n_connections
        self._connections: set[Connection] = set()
        self._dialling: set[asyncio.Task[Connection]] = set()
        self._news: set[Connection] = set()
        self._loop = asyncio.new_event_loop()
        self._bell: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle
        self._carrier: WorkerLease
        self._safe_until = 0.0

    def run(self, seconds: float, is_stopping: Callable[[], bool] = lambda: False) -> None:
        """Carry letters until nothing is due, time is up, the worker has to stop, or the server fails."""
        worker_leases.take_over()
        self._carrier = worker_leases.sign_on(self.lease)
        self._safe_until = time.monotonic() + self.lease
        ends_at = time.monotonic() + seconds
        try:
            while True:
                if self.problem or time.monotonic() > ends_at or is_stopping():
                    self._is_closing = True
                self._hold()
                self._look()
                self._let_late_go()
                self._claim()
                self._feed()
                if self._is_done():
                    break
                self._turn()
                self._settle()
        finally:
            self._close()

    # --- One turn ------------------------------------------------------------------------------
    def _hold(self) -> None:
        """Renew the lease in good time; without it nothing may leave."""
        if self._safe_until - time.monotonic() > self.lease * 2 / 3:
            return
        asked_at = time.monotonic()
        if worker_leases.renew(self._carrier, self.lease):
            self._safe_until = asked_at + self.lease
        else:
            self._safe_until, self.problem, self.said = 0.0, Problem.TAKEN_OVER, ""

    def _look(self) -> None:
        """Every other second: which roads are closed by now, and how many workers share the narrow ones."""
        if self._roads is None or time.monotonic() - self._looked_at < _LOOK:
            return
        self._looked_at = time.monotonic()
        if at_once := self._roads.at_once:
            shares = throttles.shares(self._carrier, at_once)
            self._backlog.limit(shares)
            self._give_up([road for road, n in shares.items() if not n], timezone.now() + _OTHERS)
        for road, until in throttles.holds(timezone.now()).items():
            self._give_up([road], until)

    def _give_up(self, along: list[str], until: datetime) -> None:
        if dropped := self._backlog.drop(along):
            results.put_back(self._carrier, [row.key for row in dropped], until)

    def _let_late_go(self) -> None:
        """Queue again what may not leave any more: silence or the evening has begun. The next claim knows."""
        now = timezone.now()
        if self._ends.have_begun(now):
            late = self._backlog.drop_late(self._ends, now)
            results.put_back(self._carrier, [row.key for row in late])
            self._is_dry = False

    def _claim(self) -> None:
        is_full = self._backlog.n_ready > self.batch // 2 or len(self._backlog) > 10 * self.batch
        if self._is_closing or self._is_dry or is_full:
            return
        asked_at = time.monotonic()
        claimed = claims.claim(
            self._carrier, self.mailing, self.batch, measures=self._press.asks_people, roads=self._roads
        )
        self._is_dry = not claimed and not claims.is_due(self.mailing)
        unfit: dict[tuple[str, str], list[int]] = {}
        for row in claimed:
            if row.unfit or (row := self._deliverable(row)).unfit:
                unfit.setdefault((row.unfit, row.said), []).append(row.key)
            else:
                self._backlog.add(row)
                self._ends.note(row.key, row.until)
        for (reason, said), numbers in unfit.items():
            results.skip(self._carrier, numbers, reason, said)
        log.debug("claimed %d in %.3f s", len(claimed), time.monotonic() - asked_at)

    @staticmethod
    def _deliverable(row: Claim) -> Claim:
        try:
            address = str(addresses.read(row.address))
        except addresses.BadAddress as bad:
            return replace(row, unfit=NotSent.BAD_ADDRESS, said=str(bad))
        return row if address == row.address else replace(row, address=address)

    def _feed(self) -> None:
        """Give each idle connection a letter; open connections while letters wait for one."""
        for connection in self._connections:
            if connection.is_idle and not self._is_closing and (envelope := self._next()):
                connection.offer(envelope)
        missing = min(self._wanted, self._backlog.n_ready) - len(self._connections) - len(self._dialling)
        if missing > 0 and not self._is_closing:
            for _ in range(missing):
                task = self._loop.create_task(self._way.connect(self._ring))
                self._dialling.add(task)
                task.add_done_callback(self._dialled)

    def _next(self) -> Envelope | None:
        row = self._backlog.take()
        if row is None:
            return None
        return self._press.envelope(row)

    def _turn(self) -> None:
        for connection in list(self._connections):
            connection.check()
        self._bell = self._loop.create_future()
        self._timer = self._loop.call_later(_PATIENCE if self._news else _TICK, self._wake)
        self._loop.run_until_complete(self._bell)
        self._timer.cancel()
        self._bell = None

    def _ring(self, connection: Connection) -> None:
        """A connection has news. It waits a moment for others: a transaction costs the same for many."""
        self._news.add(connection)
        if self._bell is None:
            return
        if 2 * len(self._news) >= len(self._connections):
            self._wake()
        elif len(self._news) == 1:
            self._timer.cancel()
            self._timer = self._loop.call_later(_PATIENCE, self._wake)

    def _wake(self) -> None:
        if self._bell and not self._bell.done():
            self._bell.set_result(None)

    def _dialled(self, task: asyncio.Task[Connection]) -> None:
        self._dialling.discard(task)
        if task.cancelled():
            return
        if error := task.exception():
            if not isinstance(error, Trouble):
                raise error
            if not self._connections:  # a server that takes fewer connections than we want is no problem
                self.problem, self.said = Problem.NO_SERVER, str(error)
            self._wanted = max(1, len(self._connections))
        else:
            self._connections.add(task.result())
        self._wake()

    def _is_done(self) -> bool:
        busy = any(c.on_wire or c.offered or c.answers for c in self._connections) or self._news
        if self._is_closing:
            return not busy
        return not busy and self._is_dry and not self._backlog

    # --- What the server said ------------------------------------------------------------------
    def _settle(self) -> None:
        news, self._news = self._news & self._connections, set()
        answers = [answer for connection in news for answer in connection.answers]
        for connection in news:
            connection.answers = []
        taken = [answer.envelope.key for answer in answers if answer.is_yes]
        if taken:
            self.n_sent += len(taken)
            self._unsettled += taken
            self._lost_in_a_row = 0
            self._end_streak()
            if self._way.keeps_ids:
                self._names |= {each.envelope.key: each.text for each in answers if each.is_yes}
        self._depart([c for c in news if c.is_ready and c.offered and c.lost is None], bool(taken))
        for answer in answers:
            self._backlog.done(answer.envelope.road)
            if not answer.is_yes:
                self._refused(answer)
        self._write_down()
        for connection in news:
            if connection.lost is not None and connection in self._connections:  # else we ended it ourselves
                self._lost(connection)

    def _depart(self, ready: list[Connection], has_answers: bool) -> None:
        is_safe = time.monotonic() < self._safe_until  # else nothing may leave
        now = timezone.now()
        leaving = [c.offered.key for c in ready if c.offered and is_safe]
        leaving = [key for key in leaving if not self._ends.is_late(key, now)]
        may: set[int] = set()
        if leaving or has_answers:
            still, taken = self._on_wire(), self._unsettled
            may = send_gate.leave(self._carrier, leaving, on_wire=still, handed_over=taken)
        for connection in ready:
            if connection.offered and connection.offered.key in may:
                connection.go(None if self._is_closing else self._next())
            else:
                self._stopped(connection)

    def _on_wire(self) -> list[int]:
        return [c.on_wire.key for c in self._connections if c.on_wire]

    def _write_down(self) -> None:
        is_late = self._is_closing or time.monotonic() - self._written_at > _TICK
        if self._unsettled and (is_late or len(self._unsettled) >= _WRITTEN_AT_ONCE):
            send_gate.settle(self._carrier, self._unsettled, on_wire=self._on_wire())
            self._unsettled = []
            results.name(self._names)
            self._names = {}
        if self._back and (is_late or len(self._back) >= _WRITTEN_AT_ONCE):
            results.put_back(self._carrier, self._back)
            self._back = []
        if self._unnoted and (is_late or len(self._unnoted) >= _WRITTEN_AT_ONCE):
            results.note(self._carrier, self._unnoted)
            self._unnoted = []
        if is_late:
            self._written_at = time.monotonic()

    def _stopped(self, connection: Connection) -> None:
        """The letter may not leave any more: the connection waits for it, so it must go."""
        assert connection.offered
        key = connection.offered.key
        self._backlog.done(connection.offered.road)
        connection.offered = None
        connection.drop("stopped")
        self._connections.discard(connection)
        self.mailing.refresh_from_db(fields=["state"])
        if self._ends.is_late(key, timezone.now()):
            results.put_back(self._carrier, [key])
            self._is_dry = False
        elif self.mailing.is_moving and time.monotonic() < self._safe_until:
            results.skip(self._carrier, [key], NotSent.REVOKED)
        else:
            self._is_closing = True  # signing off sees to it

    def _refused(self, answer: Answer) -> None:
        envelope, said, what = answer.envelope, str(answer), meaning(answer)
        log.info("delivery=%s stage=%s answer=%s", envelope.key, answer.stage, said[:200])
        if what == "road" and self._roads is None:
            what = "later"
        if what in {"never", "later", "road"}:
            is_theirs = answer.stage != "here"
            refusal = Refusal(envelope.key, envelope.attempts, said, what != "never", is_theirs)
            (self._streak if what == "never" else self._unnoted).append(refusal)
        else:
            self._back.append(envelope.key)
        if what == "road":
            self._close_road(envelope.road, said)
        elif what == "server":
            self.problem, self.said = Problem.SERVER_BUSY, said
        elif what == "sender":
            self.problem, self.said = Problem.SENDER_REFUSED, said
        elif len(self._streak) >= _REFUSALS:
            self.problem, self.said = Problem.ALL_REFUSED, said
        self.must_pause |= what == "sender" or len(self._streak) >= _REFUSALS

    def _end_streak(self) -> None:
        """Something was taken, or all is over: they were to blame, unless something is wrong with us."""
        self._unnoted += [
            one._replace(is_theirs=one.is_theirs and not self.must_pause) for one in self._streak
        ]
        self._streak = []

    def _close_road(self, road: str, said: str) -> None:
        if road not in self._held or self._held[road] <= timezone.now():
            self._held[road] = throttles.hold(road, said)
        self._give_up([road], self._held[road])

    def _lost(self, connection: Connection) -> None:
        self._connections.discard(connection)
        why = connection.lost or ""
        log.info("connection lost: %s", why)
        for envelope in (connection.on_wire, connection.offered):
            if envelope:
                self._backlog.done(envelope.road)
        if connection.on_wire:
            results.doubt(self._carrier, [connection.on_wire.key], NotSent.CUT_OFF, why)
        if connection.offered:
            results.put_back(self._carrier, [connection.offered.key])
        self._lost_in_a_row += 1
        is_cut_off = self._lost_in_a_row > 2 * self._wanted or not (self._connections or self._dialling)
        if is_cut_off and not self.problem:
            self.problem, self.said = Problem.NO_SERVER, why

    def _close(self) -> None:
        """Part in peace; sign-off queues again whatever is still claimed."""
        self._is_closing = True
        for connection in self._connections:
            connection.quit()
        for task in self._dialling:
            task.cancel()
        with contextlib.suppress(Exception):
            self._loop.run_until_complete(asyncio.sleep(0.01))
        self._loop.close()
        self._end_streak()
        self._write_down()
        worker_leases.sign_off(self._carrier)
