"""The process that mail servers talk to: it listens, has messages judged, holds some, and answers."""

import asyncio
import hashlib
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from mailguard.agents.http.requests import Refusal, Room
from mailguard.agents.milter import replies
from mailguard.agents.milter import settings as choices
from mailguard.agents.milter.jobs import Job, Outcome
from mailguard.agents.milter.message import RELEASED, Letter
from mailguard.agents.milter.platform_process import Line
from mailguard.agents.milter.pool import NotJudged, Pool
from mailguard.agents.milter.protocol import BadPacket
from mailguard.agents.milter.replies import Fate
from mailguard.agents.milter.session import Session
from mailguard.agents.milter.settings import Settings
from mailguard.agents.platform import sightings
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.shapes import now
from mailguard.agents.processes.operator_log import ScannerNews, log, say
from mailguard.i18n import Complaint, mark, of_system, translate
from mailguard.verdict import Action

_GRACE = 30.0  # seconds for messages under way when we are told to end
_IDLE = 3_600.0  # seconds without a byte; servers keep a connection for as long as their client's
_PRUNED_EVERY = 3_600.0
_LINE = 262_144  # bytes that are read at a time


class Milter:
    """Serves ``listener`` until SIGTERM or SIGINT; SIGHUP asks ``reread`` for the settings anew."""

    def __init__(self, settings: Settings, reread: Callable[[], Settings]) -> None:
        self._settings, self._reread = settings, reread
        self._folder = Folder(settings.folder)
        self._pool = Pool(self._tell)
        self._room = Room(settings.room)
        self._connections: dict[asyncio.Task[None], Session] = {}
        self._ends, self._again = asyncio.Event(), asyncio.Event()
        self._line = Line(self._again.set)
        self._scanner = ScannerNews(self._tell)

    async def run(self, listener: socket.socket, ready: Callable[[], None]) -> None:
        """Until it is told to end; Unusable where a file can't be used. ``ready`` is called then."""
        loop = asyncio.get_running_loop()
        await self._pool.use(self._settings)
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(each, self._ends.set)
        loop.add_signal_handler(signal.SIGHUP, self._again.set)
        server = await asyncio.start_server(self._connected, sock=listener, limit=_LINE)
        self._line.use(self._settings)
        ready()
        chores = [loop.create_task(each) for each in (self._reload_when_asked(), self._prune_at_times())]
        await self._ends.wait()
        server.close()
        for chore in chores:
            chore.cancel()
        await self._finish()
        self._line.close()
        await self._pool.close()

    async def _finish(self) -> None:
        """Let messages under way come to their end; a connection without one is closed."""
        ends_at = time.monotonic() + _GRACE
        while self._connections and time.monotonic() < ends_at:
            for task, session in list(self._connections.items()):
                if not session.is_under_way:
                    task.cancel()
            await asyncio.wait(list(self._connections), timeout=0.05)
        for task in self._connections:
            task.cancel()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        session = Session(self._settings.kept)
        try:
            if len(self._connections) < self._settings.connections:
                self._connections[task] = session
                await self._talk(session, reader, writer)
            else:
                self._tell(mark("Too many connections: one was refused."))
        except BadPacket as error:
            self._tell(mark("A connection that speaks no milter protocol was closed") + f": {error}")
        except (OSError, asyncio.CancelledError, TimeoutError):
            pass  # it has gone, or we go
        finally:
            self._connections.pop(task, None)
            writer.close()

    async def _talk(
        self, session: Session, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """One connection to its end. What its message takes in memory is counted."""
        taken = 0
        try:
            while not session.has_ended:
                async with asyncio.timeout(_IDLE):
                    data = await reader.read(_LINE)
                if not data:
                    return
                for each in session.feed(data):
                    if isinstance(each, Letter):
                        session.is_judged = True
                        for packet in (await self._fate(each, session.actions)).packets:
                            writer.write(packet)
                        session.is_judged = False
                    else:
                        writer.write(each)
                taken = self._counted(session, taken)
                await writer.drain()
        finally:
            self._room.give(taken)

    def _counted(self, session: Session, taken: int) -> int:
        """Take or give room for what a message grew or was; one that finds none is not kept whole."""
        wanted = session.size
        if wanted > taken:
            try:
                self._room.take(wanted - taken)
            except Refusal:
                session.drop()
                self._room.give(taken)
                return 0
        else:
            self._room.give(taken - wanted)
        return wanted

    # --- One message ---------------------------------------------------------------------------
    async def _fate(self, letter: Letter, actions: int) -> Fate:
        started = time.perf_counter()
        settings = self._settings
        try:
            fate = await self._decided(letter, settings, actions)
        except NotJudged as error:
            fate = replies.unread(letter, error.why, settings)
        except Exception as error:  # a mistake of ours must not end the connection without a word
            self._tell(f"{type(error).__name__}: {error}")
            fate = replies.unread(letter, "failed", settings)
        _log(letter, fate.done, (time.perf_counter() - started) * 1e3)
        return fate

    async def _decided(self, letter: Letter, settings: Settings, actions: int) -> Fate:
        if letter.is_dropped:
            raise NotJudged("full")
        if letter.is_outgoing and settings.signed_in == choices.PASS:
            return replies.passed(letter, settings)
        raw = letter.raw()
        name = sightings.identity(settings.name, tuple(letter.rcpt_to), hashlib.sha256(raw).hexdigest())
        may_be_held = settings.hold == choices.FOLDER and replies.may_be_held(letter, settings)
        if may_be_held and self._folder.held.has(name):
            return replies.held_before()  # the server didn't get our answer, and sends it again
        mark_of_release = letter.first(RELEASED.lower().encode()).decode("latin-1")
        job = Job(raw, letter.envelope(settings.hostname), settings.most, letter.is_cut, mark_of_release)
        try:
            async with asyncio.timeout(settings.timeout):
                outcome = await self._pool.run(job)
        except TimeoutError as error:
            raise NotJudged("timeout") from error
        self._scanner.heard(outcome.scan)
        fate = replies.of(letter, outcome, settings, actions)
        return await self._kept(letter, raw, name, outcome, fate)

    async def _kept(self, letter: Letter, raw: bytes, name: str, outcome: Outcome, fate: Fate) -> Fate:
        settings = self._settings
        wants = settings.platform is not None and (
            settings.sightings == choices.ALL
            or outcome.action > Action.DELIVER
            or bool(outcome.sighting.get("decoys"))
        )
        if outcome.is_released or not (fate.must_hold or wants):
            return fate
        seen = sightings.from_json(outcome.sighting)
        seen = replace(seen, id=name, done=fate.done)
        if fate.must_hold:
            seen = replace(seen, place={"held": name}, raw=settings.send_raw)
        at = letter.envelope().received_at
        assert at

        def keep() -> None:
            if fate.must_hold:
                self._folder.held.hold(raw, seen, letter.mail_from, tuple(letter.rcpt_to), at)
            if wants:
                self._folder.post(seen)

        try:
            await asyncio.shield(asyncio.get_running_loop().run_in_executor(None, keep))
        except OSError as error:
            why = of_system(error)
            says = mark("Nothing can be kept in {path}: {why}.")
            self._tell(Complaint(says, path=settings.folder, why=why))
            if fate.must_hold:
                return replies.later("full")
        return fate

    # --- Chores --------------------------------------------------------------------------------
    async def _reload_when_asked(self) -> None:
        """New settings and files; where they can't be used, all stays as it is."""
        while True:
            await self._again.wait()
            self._again.clear()
            try:
                fresh = self._reread()
                await self._pool.use(fresh)
            except Complaint as error:
                self._tell(error)
                self._tell(mark("Nothing was changed."))
            except NotJudged:
                self._tell(mark("The new processes died while they started. Nothing was changed."))
            else:
                self._settings = fresh
                self._line.use(fresh)
                self._tell(mark("Settings, profile, policy and rules were read again."))

    async def _prune_at_times(self) -> None:
        while True:
            days = self._settings.keep_days
            with suppress(OSError):
                await asyncio.to_thread(self._folder.prune, now(), held_days=days)
            await asyncio.sleep(_PRUNED_EVERY)

    def _tell(self, what: str | Complaint) -> None:
        language = self._settings.language
        say(what.say(language) if isinstance(what, Complaint) else translate(what, language))


def _log(letter: Letter, done: str, took: float) -> None:
    """One line; no address, subject or name stands in it."""
    queue = "".join(each for each in letter.queue_id if each.isalnum())[:40] or "-"
    log(f"{queue} {done} {took:.1f} ms")
