"""The process that owns the socket: it loads everything and has others, forked from it, answer."""

import asyncio
import socket
from dataclasses import dataclass, replace

from mailguard.agents.http.worker import Limits, Worker
from mailguard.agents.processes.operator_log import say
from mailguard.agents.processes.supervisor import Child, Restart, Supervisor, share
from mailguard.agents.setup import Setup, Unusable
from mailguard.correspondents import Memory
from mailguard.engine import Engine
from mailguard.files.sandbox import shared
from mailguard.i18n import mark, translate

_GRACE = 25.0  # seconds for the others to end
_SILENCE = 120.0  # seconds without a sign of life: a message holds up all the others
_RESTART = Restart(first=1.0, most=1.0, good=1.0)  # at once, unless it died young


@dataclass(frozen=True, slots=True)
class Plan:
    """What is served; ``n`` processes."""

    setup: Setup
    limits: Limits
    n: int = 1
    token: str = ""
    language: str = "en"


class Master:
    """Serves ``listener`` until SIGTERM or SIGINT; SIGHUP reads profile and policy again."""

    def __init__(self, plan: Plan, listener: socket.socket, engine: Engine) -> None:
        self._plan, self._listener, self._engine = plan, listener, engine
        self._supervisor = Supervisor(
            self._children(), ended=self._ended, again=self._reload, restart=_RESTART, grace=_GRACE
        )

    def run(self) -> None:
        """Until told to end."""
        self._engine.warm()  # what that loads is shared by the others
        share()
        self._supervisor.run(last=self._listener.close)

    def _children(self) -> list[Child]:
        return [Child("worker", self._work, silence=_SILENCE) for _ in range(self._plan.n)]

    def _work(self) -> None:
        """In a process of its own."""
        engine, plan = self._engine, self._plan
        if plan.setup.memory:  # a database must be opened by the process that reads it
            engine = replace(engine, past=Memory(plan.setup.memory, is_read_only=True))
        try:
            asyncio.run(Worker(engine, plan.limits, plan.token, plan.language).run(self._listener))
        finally:
            shared.close()  # what reads dangerous files ends with us

    def _ended(self, child: Child, code: int, pause: float) -> None:
        if code:
            say(self._words(mark("A process died and was replaced.")))

    def _reload(self) -> None:
        """New processes with the files as they are now; where they can't be used, all stays as it is."""
        try:
            engine = self._plan.setup.engine()
        except Unusable as error:
            say(error.say(self._plan.language))
            say(self._words(mark("Nothing was changed.")))
            return
        self._engine = without_memory(engine)
        self._supervisor.keep(self._children())
        say(self._words(mark("Profile and policy were read again.")))

    def _words(self, text: str) -> str:
        return translate(text, self._plan.language)


def without_memory(engine: Engine) -> Engine:
    """The engine for processes that open the memory themselves."""
    if isinstance(engine.past, Memory):
        engine.past.close()
    return replace(engine, past=None)
