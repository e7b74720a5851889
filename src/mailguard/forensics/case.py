"""A dump read into a case: in several processes, in constant memory, gone on with where it was broken off."""

import hashlib
import json
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from mailguard import mailboxes
from mailguard.forensics import boxes, judging, register, sources
from mailguard.forensics.judging import Finding, Order
from mailguard.forensics.sources import Source
from mailguard.forensics.spread import spread
from mailguard.forensics.store import BadCase, Place, Store, packed
from mailguard.mailboxes import Letter, Unreadable

_BATCH, _SECONDS = 400, 2.0  # mails and seconds between two times of writing
_PIECE = 4_000_000


@dataclass
class Progress:
    """How far a reading is. ``n_bytes`` of ``size`` where that is known."""

    n_mails: int = 0
    n_bytes: int = 0
    size: int = 0
    is_done: bool = False
    kinds: Counter[str] = field(default_factory=Counter)


class _Job(NamedTuple):
    letter: Letter
    file: int
    number: int
    box: str
    is_rewritten: bool


@dataclass
class _Ended:
    id: int
    path: str
    size: int
    sha256: str
    n: int
    why: str = ""


def begin(folder: Path, paths: tuple[str, ...], order: Order) -> None:
    """Make or find the folder; other paths or files are another case, a missing dump is none."""
    digest = order.digest()
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110
            raise BadCase("There is no {path} to read: nothing was begun or gone on with.", path=path)
    with closing(Store(folder, is_new=True)) as store:
        asked = json.dumps(paths)
        if not store.get("paths"):
            store.put(
                paths=asked,
                against=digest,
                begun=order.now.isoformat(timespec="seconds"),
                size=str(sources.size(paths)),
                engine=_engine(),
            )
        elif store.get("paths") != asked:
            raise BadCase("{folder} is the case of another dump: take a new folder.", folder=folder)
        elif store.get("against") != digest:
            raise BadCase(
                "{folder} was begun with another index, keys, decoys or domains: take a new folder.",
                folder=folder,
            )


def run(
    folder: Path,
    order: Order,
    n_processes: int = 1,
    *,
    seconds: float | None = None,
    progress: Callable[[Progress], None] = lambda progress: None,
    complain: Callable[[str, str], None] = lambda path, why: None,
) -> bool:
    """Go on until all is read, or for so many seconds; whether all is read now."""
    with closing(Store(folder)) as store, store.writing():
        if store.get("finished"):
            return True
        order = replace(order, now=datetime.fromisoformat(store.get("begun")))
        reading = _Reading(store, order, progress, complain)
        if not reading.run(n_processes, seconds):
            return False
        boxes.settle(store, order)
        store.settle()
    return True


def state(folder: Path) -> Progress:
    """How far it is, for whoever looks from outside."""
    with closing(Store(folder)) as store:
        kinds = Counter(dict(store.base.execute("SELECT kind, count(*) FROM mails GROUP BY kind").fetchall()))
        (n_bytes,) = store.base.execute("SELECT coalesce(sum(size), 0) FROM mails").fetchone()
        return Progress(
            kinds.total(), n_bytes, int(store.get("size", "0")), bool(store.get("finished")), kinds
        )


class _Reading:
    """One run: files are walked, mails judged elsewhere, findings written in their order."""

    def __init__(
        self,
        store: Store,
        order: Order,
        progress: Callable[[Progress], None],
        complain: Callable[[str, str], None],
    ) -> None:
        self.store, self.order, self.tell, self.complain = store, order, progress, complain
        self.next_file, self.next_mail = store.next_ids()
        self.strands = {name: register.end(store, name) for name in register.STRANDS}
        self.waiting: deque[_Job | _Ended] = deque()  # handed out, in order
        self.mails: list[tuple[_Job, Finding]] = []
        self.ended: list[_Ended] = []
        self.written_at = time.monotonic()
        self.progress = state(store.folder)
        self.is_stopped = False
        self.faults: dict[str, str] = {}

    def run(self, n_processes: int, seconds: float | None) -> bool:
        until = None if seconds is None else time.monotonic() + seconds
        jobs = ((job.letter.raw, job.is_rewritten, job.letter.whole) for job in self._jobs(until))
        findings = spread(
            jobs,
            partial(judging.prepared, self.order),
            n_processes,
            weigh=lambda job: len(job[0]),
            lost=lambda job: judging.unread(job, "the process that read it was killed twice"),
        )
        for finding in findings:
            self._took(finding)
        self._drain()
        self._write()
        return not self.is_stopped

    # --- Handing out ---
    def _jobs(self, until: float | None) -> Iterator[_Job]:
        paths = json.loads(self.store.get("paths"))
        for source in sources.walk(paths, self.store.folder):
            if isinstance(source, Unreadable):
                self._unreadable(source)
                continue
            place = self.store.place(source.path)
            if place is None:
                place = Place(self.next_file)
                self.next_file += 1
            if place.is_done:
                continue
            for job in self._of(source, place, paths):
                self.waiting.append(job)
                yield job
                if until is not None and time.monotonic() > until:
                    self.is_stopped = True
                    return

    def _of(self, source: Source, place: Place, paths: list[str]) -> Iterator[_Job]:
        box = boxes.folder_of(source.path, paths)
        n, why = place.n, self.faults.pop(source.path, "") if source.is_container else ""
        first = b""
        try:
            with source.open() as stream:
                for letter in _letters(stream, source, place):
                    if isinstance(letter, Unreadable):
                        why = letter.why
                        self.complain(letter.path, letter.why)
                        continue
                    n += 1
                    first = letter.raw if n == 1 else b""
                    yield _Job(letter, place.id, n, box, source.is_rewritten)
            sha256 = _hash(source, first)
        except OSError as error:
            sources.refuse_full(error)
            why, sha256 = error.strerror or str(error), ""
            self.complain(source.path, why)
        self.waiting.append(_Ended(place.id, source.path, source.size, sha256, n, why))

    def _unreadable(self, found: Unreadable) -> None:
        """Told each time, kept once: that of a whole archive with the archive itself, which comes next."""
        self.complain(found.path, found.why)
        if sources.is_container(found.path):
            self.faults[found.path] = found.why
        elif self.store.place(found.path) is None:
            self.waiting.append(_Ended(self.next_file, found.path, 0, "", 0, found.why))
            self.next_file += 1

    # --- Taking in ---
    def _took(self, finding: Finding) -> None:
        self._drain()
        job = self.waiting.popleft()
        assert isinstance(job, _Job)
        self.mails.append((job._replace(letter=Letter(job.letter.path, b"", job.letter.offset)), finding))
        self._drain()
        self.progress.n_mails += 1
        self.progress.n_bytes += finding.n_bytes
        self.progress.kinds[finding.kind] += 1
        if len(self.mails) >= _BATCH or time.monotonic() - self.written_at > _SECONDS:
            self._write()
        self.tell(self.progress)

    def _drain(self) -> None:
        while self.waiting and isinstance(each := self.waiting[0], _Ended):
            self.waiting.popleft()
            self.ended.append(each)

    def _write(self) -> None:
        """Everything since the last time, whole or not at all."""
        base = self.store.base
        counts: Counter[tuple[str, str]] = Counter()
        with base:
            for job, finding in self.mails:
                self._write_mail(job, finding)
                counts.update((job.box, address) for address in finding.addresses)
            for each in self.ended:
                self._write_end(each)
            base.executemany(
                "INSERT INTO addresses VALUES (?, ?, ?)"
                " ON CONFLICT (box, address) DO UPDATE SET n = n + excluded.n",
                [(*key, n) for key, n in counts.items()],
            )
            if self.mails:
                self._write_time(datetime.now(UTC).isoformat(timespec="seconds"))
        self.mails.clear()
        self.ended.clear()
        self.written_at = time.monotonic()

    def _write_mail(self, job: _Job, finding: Finding) -> None:
        number, self.next_mail = self.next_mail, self.next_mail + 1
        path = job.letter.path
        line = register.mail_line(path, finding.sha256, finding.n_bytes, finding.kind)
        digest = self.strands["mail"].add(line)["digest"]
        self.store.base.execute(
            "INSERT INTO mails VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                number, job.file, path, job.box, finding.kind, finding.sha256, finding.bytes_hash,
                finding.n_bytes, finding.message_id, finding.author, finding.subject, finding.sent_at,
                finding.at, finding.copy, finding.is_sure, finding.proof.result == "pass",
                len(finding.differences), packed(finding), digest,
            ],
        )  # fmt: skip
        self.store.base.execute(
            "INSERT INTO files VALUES (?, ?, 0, '', ?, ?, 0, '', '')"
            " ON CONFLICT (id) DO UPDATE SET n = excluded.n, offset = excluded.offset",
            [job.file, _bare(path, job), job.number, job.letter.offset],
        )

    def _write_time(self, at: str) -> None:
        row = (at, self.next_mail - 1, self.strands["mail"].head)
        line = self.strands["time"].add(register.time_line(*row))
        self.store.base.execute(
            "INSERT INTO stamps (at, n, head, chain) VALUES (?, ?, ?, ?)", [*row, line["digest"]]
        )

    def _write_end(self, each: _Ended) -> None:
        line = register.file_line(each.path, each.sha256, each.size, each.n, each.why)
        digest = self.strands["file"].add(line)["digest"]
        self.store.base.execute(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?, 0, 1, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " path = excluded.path, size = excluded.size, sha256 = excluded.sha256, n = excluded.n,"
            " is_done = 1, why = excluded.why, chain = excluded.chain",
            [each.id, each.path, each.size, each.sha256, each.n, each.why, digest],
        )


def _letters(stream: BinaryIO, source: Source, place: Place) -> Iterator[Letter | Unreadable]:
    """Those that were not read yet."""
    if source.is_container:
        return iter(())
    if place.n and place.offset:
        return islice(mailboxes.rest_of_mbox(stream, source.path, place.offset, place.n), 1, None)
    return islice(mailboxes.letters_in(stream, source.path), place.n, None)


def _bare(path: str, job: _Job) -> str:
    return path.removesuffix(f"#{job.number}") if job.letter.offset or job.number > 1 else path


def _hash(source: Source, only: bytes) -> str:
    """SHA-256 of a file as it lies there; a file that is one mail was hashed before."""
    if not source.is_file:
        return ""
    if len(only) == source.size:
        return hashlib.sha256(only).hexdigest()
    made = hashlib.sha256()
    with source.open() as stream:
        while piece := stream.read(_PIECE):
            made.update(piece)
    return made.hexdigest()


def _engine() -> str:
    with suppress(PackageNotFoundError):
        return f"mailguard of hustings {version('hustings')}"
    return "mailguard"
