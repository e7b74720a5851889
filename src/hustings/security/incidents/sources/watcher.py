"""The watcher of this installation: mailboxes of the team, with passwords in memory alone.

The engine watches in threads, through a folder; a killed one goes on at the next start.
"""

import logging
import secrets
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import hashed
from hustings.security.incidents import actions
from hustings.security.incidents.guards import orders, protected_profile, rulebook, store
from hustings.security.incidents.models import Guard, ShieldSettings, Source
from hustings.security.incidents.sources import mailbox_tests, report_mailbox, retrying
from hustings.security.incidents.sources.mailboxes import FromDatabase, box
from mailguard.agents.imap import InFolder, Settings, Standing, Watch
from mailguard.agents.platform import commands as engine_orders
from mailguard.agents.platform import disk
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.rules import RuleBook
from mailguard.agents.platform.sightings import Sighting as Seen
from mailguard.correspondents import Memory

log = logging.getLogger(__name__)
NAME = "hustings"
PAUSE = 1.0  # seconds between two looks at the folder and at orders
_LOOK_EVERY = 5.0  # at the sources, at rules and profile
_READ_EVERY = 4.0  # the mailboxes for reports
_NOTED_EVERY = timedelta(seconds=45)
_AT_ONCE = 50
PACE = 10  # seconds until a mail that somebody put into the folder of reports is seen


def own_guard() -> Guard:
    """The row under which it stands; its token is nobody's."""
    values = {"kind": Guard.Kind.OWN, "key": hashed(secrets.token_urlsafe(32))}
    return Guard.objects.get_or_create(name=NAME, defaults=values)[0]


class Watcher:
    """Runs until ``stop`` is set."""

    def __init__(self, folder: Path | None = None) -> None:
        path = folder or actions.watched_in()
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        self._folder = Folder(path)
        self._kept = InFolder(self._folder, ask=self._needed)
        self._guard = own_guard()
        said = Settings(guard=NAME, language=settings.LANGUAGE_CODE[:2], tells_all=False, pace=PACE)
        self._watch = Watch(said, FromDatabase(), self._kept, self._engine, path / "watch.sqlite3")
        self._tried: dict[int, tuple[datetime | None, bytes]] = {}
        self._setup: Any = None

    def run(self, stop: threading.Event) -> None:
        beside = threading.Thread(target=self._beside, args=(stop,), name="carrier", daemon=True)
        orderly = threading.Thread(target=self._obey_all, args=(stop,), name="orders", daemon=True)
        reader = threading.Thread(target=self._read_reports, args=(stop,), name="reports", daemon=True)
        retrying.tried(self._look, stop)
        for each in (beside, orderly, reader):
            each.start()
        self._watch.run(stop)
        for each in (beside, orderly):
            each.join(20)

    def _engine(self) -> Any:
        with retrying.database():
            engine = protected_profile.engine()
        if store.digest():
            engine = replace(engine, past=Memory(store.path(), is_read_only=True))
        return engine

    def _needed(self, digests: list[str]) -> set[str]:
        """Asked by the threads that watch; OSError where the database is away."""
        try:
            with retrying.database():
                return actions.needed(guard=self._guard, digests=digests)
        except retrying.PASSING as error:
            raise OSError(type(error).__name__) from error

    def _beside(self, stop: threading.Event) -> None:
        looked_at = 0.0

        def look() -> None:
            nonlocal looked_at
            if time.monotonic() > looked_at + _LOOK_EVERY:
                looked_at = time.monotonic()
                self._look()

        while not stop.wait(PAUSE):
            for deed in (self._carry_up, look):
                retrying.tried(deed, stop)

    def _obey_all(self, stop: threading.Event) -> None:
        """Apart from the rest: an order waits for mailboxes whose server doesn't answer."""
        while not stop.wait(PAUSE):
            retrying.tried(self._obey, stop)

    def _carry_up(self) -> None:
        """Carry seen mails out of the folder, once committed. Those that can't be taken in are set aside."""
        for source, some in self._by_source(self._folder.waiting(_AT_ONCE)):
            try:
                self._take_in(source, some)
            except retrying.PASSING:
                raise
            except Exception:
                for one in some:  # one of them is at fault, and the others go on
                    retrying.attempt(
                        f"sighting {one.id}",
                        partial(self._take_in, source, [one]),
                        partial(self._set_aside, one),
                    )
        self._kept.prune()

    def _take_in(self, source: Source | None, seen: list[Seen]) -> None:
        contents = {one.id: raw for one in seen if one.raw and (raw := self._kept.raw(one))}
        own = frozenset(protected_profile.domains())
        actions.take_in(seen=seen, guard=self._guard, source=source, contents=contents, own=own)
        actions.note_moved([one.id for one in seen if one.kind == "report"])
        for one in seen:
            self._folder.told(one)

    def _set_aside(self, one: Seen) -> None:
        disk.make(self._folder.broken)
        disk.move(self._folder.outbox / f"{one.id}.json", self._folder.broken / f"{one.id}.json")
        actions.set_aside(f"{NAME}: {self._folder.broken}")

    def _by_source(self, seen: list[Seen]) -> Iterator[tuple[Source | None, list[Seen]]]:
        by_box: dict[str, list[Seen]] = {}
        for one in seen:
            by_box.setdefault(str(one.place.get("box", "")), []).append(one)
        for name, some in by_box.items():
            number = name.rpartition("-")[2]
            yield (Source.objects.filter(pk=int(number)).first() if number.isdigit() else None), some

    def _obey(self) -> None:
        """Orders to this guard, each carried out once."""
        for row in orders.waiting(self._guard)[:_AT_ONCE]:
            order = engine_orders.from_json(row)
            answer = self._folder.answer_to(order.id)
            if answer is None or answer.outcome == engine_orders.FAILED:
                self._folder.begin(order.id)
                answer = self._watch.carry(order)
                self._folder.answer(answer)
            actions.hear(guard=self._guard, answers=[answer])
            self._folder.heard(answer)

    def _look(self) -> None:
        """Sources that came or went, rules, profile; and how it goes with each box."""
        sources = {source.pk: source for source in _each_once(Source.objects.watched().order_by("pk"))}
        self._watch.set_boxes([box(source) for source in sources.values()])
        self._kept.keep_days = ShieldSettings.current().box_days
        changed = self._retry(sources)
        self._folder.keep_rules(RuleBook.from_json(rulebook.book()))
        setup = (protected_profile.profile(), store.digest())
        if self._setup not in (None, setup):
            self._watch.reload()
        self._setup = setup
        for standing in self._watch.standings():
            source = sources.get(int(standing.box.rpartition("-")[2]))
            if source and source.pk not in changed:
                _tell(source, standing)
        Guard.objects.filter(pk=self._guard.pk).update(seen_at=timezone.now())

    def _retry(self, sources: dict[int, Source]) -> set[int]:
        """Mailboxes that wait after a refusal try at once where their password or a test is new; which."""
        tried = {pk: (source.tested_at, bytes(source.sealed)) for pk, source in sources.items()}
        changed = {pk for pk, now in tried.items() if self._tried.get(pk, now) != now}
        for pk in changed:
            self._watch.retry(f"source-{pk}")
        self._tried = tried
        return changed

    def _read_reports(self, stop: threading.Event) -> None:
        """Answers to reports should come within seconds."""
        with mailbox_tests.staying_open():
            while not stop.wait(_READ_EVERY):
                retrying.tried(report_mailbox.read_all, stop)


def _each_once(sources: Iterable[Source]) -> Iterator[Source]:
    """Two would move each mail of one mailbox twice: the later source waits, and says why."""
    seen: dict[tuple[str, str], Source] = {}
    for source in sources:
        first = seen.setdefault((source.host.lower(), source.login.lower()), source)
        if first is source:
            yield source
            continue
        problem = (_("This mailbox is already monitored: “%(name)s”.") % {"name": first.name})[:300]
        Source.objects.filter(pk=source.pk).exclude(problem=problem).update(problem=problem)


def _tell(source: Source, standing: Standing) -> None:
    """Note how it goes with a box: that it is open, now and then, and any other problem at once."""
    problem, now = standing.problem[:300], timezone.now()
    if not standing.is_connected and not problem:  # it has only just begun
        return
    is_old = standing.is_connected and (source.seen_at is None or now - source.seen_at > _NOTED_EVERY)
    if problem == source.problem and not is_old:
        return
    values = {"problem": problem} | ({"seen_at": now} if standing.is_connected else {})
    Source.objects.filter(pk=source.pk).update(**values)
