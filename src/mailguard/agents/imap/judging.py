"""From the bytes of a mail to what is to be done with it."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mailguard.agents.imap.boxes import Box, Settings
from mailguard.agents.imap.keeping import Keeping
from mailguard.agents.platform import decoys, sightings
from mailguard.agents.platform.fingerprints import Trait, traits
from mailguard.agents.platform.rules import ruled
from mailguard.agents.platform.sightings import REPORT, WATCHER, Sighting
from mailguard.agents.processes.operator_log import ScannerNews
from mailguard.facts import Envelope
from mailguard.verdict import Action

if TYPE_CHECKING:
    from mailguard.engine import Engine


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judged:
    """``action`` is what verdict and rules ask for."""

    action: Action
    traits: tuple[Trait, ...]
    sighting: Sighting


class Judge:
    """Judges for all boxes, a few messages at a time: other threads wait."""

    def __init__(self, settings: Settings, keeping: Keeping, make: Callable[[], "Engine"]) -> None:
        self._settings, self._keeping, self._make = settings, keeping, make
        self._engine: Engine | None = None
        self._lock = threading.Lock()
        self._room = threading.BoundedSemaphore(settings.jobs)
        self._scanner = ScannerNews(lambda told: log.warning("%s", told.say(settings.language)))

    def reload(self) -> None:
        """Profile, memory and policy as they are now. What can't be used leaves all as it is."""
        engine = self._make()
        engine.warm()
        with self._lock:
            self._engine = engine

    def judge(self, raw: bytes, box: Box, at: datetime | None, *, is_report: bool, place: str) -> Judged:
        """Whatever the bytes are, there is an answer."""
        now = datetime.now(UTC)
        with self._room:
            verdict = self._ready().analyse(raw, Envelope(rcpt_to=(box.mailbox,), received_at=at))
            found = traits(verdict.facts)
        self._scanner.heard(verdict.facts.scan)
        action, rule = ruled(verdict, found, self._keeping.rules(), now)
        seen = sightings.sighting(
            verdict,
            guard=self._settings.guard,
            kind=REPORT if is_report else WATCHER,
            mailboxes=(box.mailbox,),
            at=now.replace(microsecond=0),
            traits=found,
            action=action.word,
            rule=rule.id if rule else "",
            decoys=decoys.found(raw, verdict.facts),
        )
        name = sightings.identity(self._settings.guard, (box.mailbox,), seen.sha256, f"{seen.kind} {place}")
        return Judged(action, found, replace(seen, id=name))

    def _ready(self) -> "Engine":
        with self._lock:
            if self._engine is None:
                self._engine = self._make()
            return self._engine
