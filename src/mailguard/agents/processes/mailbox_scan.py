"""Letters in, one outcome each in their order: in this process or spread over several."""

import json
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from mailguard import codec
from mailguard.agents.setup import Setup
from mailguard.engine import Engine
from mailguard.facts import Envelope, Scan
from mailguard.i18n import mark
from mailguard.mailboxes import CLOSED, Letter, Unreadable
from mailguard.verdict import Verdict

_MOST_LINE = 100_000_000  # bytes of one line of facts


class Recorded(NamedTuple):
    """Facts as ``scan --explain --json`` wrote them: one line of JSON, and where it stands."""

    path: str
    raw: bytes


Job = Letter | Unreadable | Recorded


class Show(Protocol):
    """Turns a verdict into text; it is sent to other processes."""

    @property
    def language(self) -> str: ...

    def verdict(self, path: str, verdict: Verdict) -> str:
        """Whole lines, or "" where there is nothing to show."""
        ...


class Outcome(NamedTuple):
    """``action`` is None for an unreadable message; then ``error`` is a sentence to show.

    ``detail`` is for who looks into a failure, ``scan`` a virus scanner's words.
    """

    path: str
    action: int | None
    n_bytes: int
    shown: str = ""
    error: str = ""
    detail: str = ""
    scan: Scan = Scan()


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for. ``envelope`` is the same for all messages."""

    setup: Setup
    show: Show
    envelope: Envelope | None = None


def scan(
    jobs: Iterable[Job], order: Order, engine: Engine, n_processes: int = 1
) -> Generator[Outcome, None, None]:
    """Judge each job with ``engine`` or more processes, 0 for all cores; closing ends them at once."""
    n = n_processes or os.cpu_count() or 1
    if n == 1:
        yield from map(partial(_judge, order, engine), jobs)
        return
    from mailguard.agents.processes.process_pool import Crew

    yield from Crew(partial(_prepare, order), n, weigh=_weigh, lost=_lost).run(jobs)


def recorded(paths: Iterable[str]) -> Iterator[Recorded | Unreadable]:
    """The lines of files of facts; ``-`` is standard input. A blank line is passed over."""
    for path in paths:
        if path == "-" and sys.stdin is None:
            yield Unreadable(path, CLOSED)
            continue
        try:
            with nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb") as stream:
                number, is_empty = 0, True
                while line := stream.readline(_MOST_LINE):
                    number += 1
                    if line.strip():
                        is_empty = False
                        yield Recorded(f"{path}:{number}", line)
            if is_empty:
                yield Unreadable(path, mark("The file is empty"))
        except OSError as error:
            yield Unreadable(path, error.strerror or str(error))


def _prepare(order: Order) -> Callable[[Job], Outcome]:
    return partial(_judge, order, order.setup.engine())


def _weigh(job: Job) -> int:
    return 0 if isinstance(job, Unreadable) else len(job.raw)


def _lost(job: Job) -> Outcome:
    return Outcome(job.path, None, _weigh(job), error=mark("The process that read this one was killed twice"))


def _judge(order: Order, engine: Engine, job: Job) -> Outcome:
    if isinstance(job, Unreadable):
        return Outcome(job.path, None, 0, error=job.why)
    try:
        if isinstance(job, Recorded):
            path, verdict = _again(order, engine, job)
        else:
            path, verdict = job.path, engine.analyse(job.raw, order.envelope)
    except codec.BadFacts as error:
        return Outcome(job.path, None, len(job.raw), error=error.say(order.show.language))
    except Exception as error:  # one message must not end the run
        return Outcome(job.path, None, len(job.raw), error=mark("The engine failed"), detail=repr(error))
    shown = order.show.verdict(path, verdict)
    return Outcome(path, int(verdict.action), len(job.raw), shown, scan=verdict.facts.scan)


def _again(order: Order, engine: Engine, job: Recorded) -> tuple[str, Verdict]:
    """The facts keep their profile and their past, unless a profile or a memory is named today."""
    try:
        data = json.loads(job.raw)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise codec.BadFacts(mark("This isn't a line of facts"))
    path, facts = job.path, data
    if "facts" in data:
        path, facts = str(data.get("path") or job.path), data["facts"]
    read = codec.from_json(facts)
    if order.setup.profile:
        read = replace(read, profile=engine.profile)
    if engine.past:
        read = replace(read, relation=engine.past.relation(read))
    return path, engine.judge(read)
