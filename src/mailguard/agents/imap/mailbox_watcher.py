"""One box: connected, read, waited for; connected again when that ends."""

import contextlib
import logging
import os
import random
import select
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from mailguard.agents.imap import connection
from mailguard.agents.imap.boxes import Box
from mailguard.agents.imap.commands import Obeying
from mailguard.agents.imap.connection import Server, said
from mailguard.agents.imap.credentials import BEARER, Credentials
from mailguard.agents.imap.errors import LoginRefused, Trouble, Unreachable
from mailguard.agents.imap.folders import Directory, Folders, no_folder
from mailguard.agents.imap.reading import Parts, Reader
from mailguard.agents.imap.retention import Retention
from mailguard.agents.platform import commands
from mailguard.agents.platform.commands import FAILED
from mailguard.agents.platform.shapes import BadData

log = logging.getLogger(__name__)

_FIRST, _LONGEST = 1.0, 300.0  # seconds until the next try
_FIRST_REFUSED, _LONGEST_REFUSED = 60.0, 3_600.0  # where somebody has to mend something
_STEADY = 60.0  # seconds after which a connection counts as a good one
_SOON = 2  # tries in a row that failed
_MANY = 10  # connections that are opened at a time


@dataclass(frozen=True, slots=True)
class Standing:
    """How it goes with a box. ``problem`` is "" where all is well; moments are seconds since 1970."""

    box: str
    is_connected: bool = False
    problem: str = ""
    since: float = 0.0
    read_at: float = 0.0
    n_judged: int = 0
    n_held: int = 0


Tell = Callable[[Standing], None]
Done = Callable[[str, str, str, int], None]  # order, box, outcome, how many mails


@dataclass(slots=True)
class _Now:
    """The folders of a connection as they are, and who works with them. ``told`` is what their numbers were,
    ``refused`` why one couldn't be read."""

    folders: Folders
    reader: Reader
    obeying: Obeying
    retention: Retention
    told: dict[str, tuple[int, int]] = field(default_factory=dict)
    refused: Trouble | None = None

    @property
    def problem(self) -> Trouble | None:
        missing = no_folder(self.folders.missing) if self.folders.missing else None
        return self.reader.problem or missing or self.refused


class BoxWatch:
    """A thread that watches one box until it is told to stop."""

    _opening = threading.BoundedSemaphore(_MANY)

    def __init__(self, box: Box, credentials: Credentials, parts: Parts, tell: Tell, done: Done) -> None:
        self.box = box
        self._credentials, self._parts, self._done, self._tell = credentials, parts.for_box(), done, tell
        self._waking, self._waker = os.pipe()
        for end in (self._waking, self._waker):
            os.set_blocking(end, False)
        self._is_stopping = self._is_retrying = self._is_lasting = False
        self._n_failed = 0
        self.is_silent = False  # somebody has waited for it in vain, and it has done nothing since
        self.standing = Standing(box.name)
        self.thread = threading.Thread(target=self._run, name=f"box {box.name}", daemon=True)

    # --- From other threads ------------------------------------------------------------------------
    def poke(self) -> None:
        with contextlib.suppress(OSError):  # it is awake, or has ended
            os.write(self._waker, b".")

    def retry(self) -> None:
        """Somebody has mended something: try now."""
        self._is_retrying = True
        self.poke()

    def stop(self) -> None:
        self._is_stopping = True
        self.poke()

    def join(self, seconds: float | None = None) -> bool:
        """Wait for the end; whether it has come."""
        self.thread.join(seconds)
        if self.thread.is_alive():
            return False
        for end in (self._waking, self._waker):
            os.close(end)
        return True

    @property
    def is_worth_waiting(self) -> bool:
        """Whether it is connected and heard of, or has only just lost its connection."""
        return not self.is_silent and (
            self.standing.is_connected or not (self._is_lasting or self._n_failed > _SOON)
        )

    # --- The thread --------------------------------------------------------------------------------
    def _run(self) -> None:
        was_refused = False
        while not self._is_stopping:
            began = time.monotonic()
            try:
                self._attend(was_refused)
                continue
            except Exception as error:  # whatever it is, it must not end the watch
                problem = said(error)
                if not problem.is_foreseen:
                    log.exception("mailbox %s", self.box.name)
            if time.monotonic() > began + _STEADY:
                self._n_failed = 0
            was_refused = isinstance(problem, LoginRefused)
            self._fail(problem)

    def _fail(self, problem: Trouble) -> None:
        """Say it and wait, longer each time, never as long as others do."""
        self._n_failed += 1
        self._is_lasting = not isinstance(problem, Unreachable)
        first, longest = (_FIRST_REFUSED, _LONGEST_REFUSED) if self._is_lasting else (_FIRST, _LONGEST)
        pause = min(longest, first * 2 ** min(self._n_failed - 1, 12))
        self._stand(is_connected=False, problem=problem.say(self._parts.settings.language))
        log.warning("mailbox %s: %s", self.box.name, problem.say())
        self._rest(pause * random.uniform(0.5, 1.0))  # noqa: S311 - no secret: boxes shouldn't come together

    def _rest(self, seconds: float) -> None:
        """Until the time is over or we are told to stop; orders wait for a connection."""
        ends_at = time.monotonic() + seconds
        self._is_retrying = False
        while not self._is_stopping and not self._is_retrying and (left := ends_at - time.monotonic()) > 0:
            _wait_for(self._waking, left)
            self._drain()

    def _stand(self, **values: object) -> None:
        new = replace(self.standing, **values)  # type: ignore[arg-type]
        if new.is_connected != self.standing.is_connected or new.problem != self.standing.problem:
            new = replace(new, since=time.time())
        self.standing = new
        self.is_silent = self.is_silent and not new.is_connected
        self._tell(new)

    def _attend(self, was_refused: bool) -> None:
        with self._opening:
            login = self._credentials.login(self.box, was_refused=was_refused)
            opening = connection.opened(self.box, login)
            try:
                server = opening.__enter__()
            except LoginRefused:
                if login.kind != BEARER or was_refused:
                    raise
                login = self._credentials.login(self.box, was_refused=True)  # a token may end early
                opening = connection.opened(self.box, login)
                server = opening.__enter__()
        try:
            self._watch(server)
        finally:
            opening.__exit__(None, None, None)

    def _watch(self, server: Server) -> None:
        now = self._looked_up(server)
        while not self._is_stopping:
            self._drain()
            if now.folders.missing or now.refused:
                now = self._looked_up(server, now)
            now.reader.settle()
            self._obey(now.obeying)
            self._look(server, now)
            now.retention.look()
            server.select(now.folders.watched[0])
            reader, problem = now.reader, now.problem
            self._stand(
                is_connected=True,
                problem=problem.say(self._parts.settings.language) if problem else "",
                read_at=time.time(),
                n_judged=self.standing.n_judged + reader.n_judged,
                n_held=self.standing.n_held + reader.n_held,
            )
            reader.n_judged = reader.n_held = 0
            self._n_failed, self._is_lasting = 0, False
            if not self._is_stopping:
                self._wait(server, now.folders.watched[0])

    def _looked_up(self, server: Server, before: "_Now | None" = None) -> "_Now":
        """The folders as they are now; a change of them is said once."""
        folders = Directory(server).of(self.box)
        if before and before.folders == folders:
            before.refused = None
            return before
        if folders.missing and (before is None or before.folders.missing != folders.missing):
            log.warning("mailbox %s: %s", self.box.name, no_folder(folders.missing).say())
        reader = Reader(self.box, server, folders, self._parts)
        obeying = Obeying(self.box, server, folders, reader, self._parts)
        return _Now(folders, reader, obeying, Retention(self.box, folders, reader, self._parts))

    def _look(self, server: Server, now: "_Now") -> None:
        """New mail in all folders; those that aren't open are only read where their numbers have moved. One
        that can't be read ends nothing: somebody may have renamed it."""
        now.reader.read(now.folders.watched[0])
        for name in (*now.folders.watched[1:], now.folders.report):
            if not name:
                continue
            try:
                self._look_into(server, now, name)
            except Unreachable as error:
                now.refused = error
        server.select(now.folders.watched[0])

    @staticmethod
    def _look_into(server: Server, now: "_Now", name: str) -> None:
        told = server.status(name)
        if told != now.told.get(name):
            now.reader.read(name)
            now.told[name] = told

    def _obey(self, obeying: Obeying) -> None:
        for order_id, data in self._parts.state.pending(self.box.name):
            try:
                outcome, n = obeying.obey(commands.from_json(data))
            except BadData:
                outcome, n = FAILED, 0
            self._parts.state.obeyed(order_id, self.box.name)
            self._done(order_id, self.box.name, outcome, n)

    def _wait(self, server: Server, folder: str) -> None:
        settings = self._parts.settings
        if server.has_news:
            return
        if server.has_idle:
            server.wait(settings.pace, self._waking)
        else:
            _wait_for(self._waking, settings.poll)
            server.greet()

    def _drain(self) -> None:
        try:
            while os.read(self._waking, 1_000):
                pass
        except BlockingIOError:
            pass


def _wait_for(end: int, seconds: float) -> None:
    poller = select.poll()
    poller.register(end, select.POLLIN)
    poller.poll(max(seconds, 0.0) * 1e3)
