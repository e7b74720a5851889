"""All boxes together: a thread each, one judge, one memory; orders given to those that they concern."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from mailguard.agents.imap.boxes import Box, Settings
from mailguard.agents.imap.credentials import Credentials
from mailguard.agents.imap.judging import Judge
from mailguard.agents.imap.keeping import Keeping
from mailguard.agents.imap.mailbox_watcher import BoxWatch, Standing, Tell
from mailguard.agents.imap.reading import Parts
from mailguard.agents.imap.state import State
from mailguard.agents.platform.commands import DONE, FAILED, MISSING, REFUSED, Answer, Order
from mailguard.i18n import mark, translate

if TYPE_CHECKING:
    from mailguard.engine import Engine

log = logging.getLogger(__name__)

_PATIENCE = 30.0  # seconds that an order waits for its answer
_GRACE = 20.0  # seconds for all boxes to end
_FORGET_EVERY = 3_600.0
_STACK = 1 << 20  # bytes; hundreds of threads wait most of the time
_NOBODY = mark("No mailbox of this name is watched here.")
_HERE = mark("Mails: {n}, mailboxes: {boxes}.")
_LATER = mark("Mailboxes that can't be reached now: {n}; it is done there as soon as they can be.")


class Watch:
    """Watches boxes. ``path`` is the file in which it remembers what it did."""

    def __init__(
        self,
        settings: Settings,
        credentials: Credentials,
        keeping: Keeping,
        engine: "Callable[[], Engine]",
        path: Path,
        tell: Tell | None = None,
    ) -> None:
        self._settings, self._credentials, self._keeping = settings, credentials, keeping
        self._state = State(path)
        self._judge = Judge(settings, keeping, engine)
        self._parts = Parts(settings, self._state, self._judge, keeping)
        self._tell = tell or (lambda standing: None)
        self._lock = threading.RLock()
        self._fitting = threading.Lock()
        self._boxes: dict[str, BoxWatch] = {}
        self._wanted = tuple(settings.boxes)
        self._is_running = False
        self._outcomes: dict[str, dict[str, tuple[str, int]]] = {}
        self._changed = threading.Condition(self._lock)

    # --- Running -----------------------------------------------------------------------------------
    def run(self, stop: threading.Event) -> None:
        """Until ``stop`` is set; everything that is begun is finished, or is finished at the next start."""
        self._judge.reload()
        with self._lock:
            self._is_running = True
        self._fit()
        try:
            forgot_at = 0.0
            while not stop.wait(1.0):
                if time.monotonic() > forgot_at + _FORGET_EVERY:
                    self._state.forget(self._settings.memory, self._keeping.keep_days)
                    forgot_at = time.monotonic()
        finally:
            self._end()

    def _end(self) -> None:
        with self._lock:
            self._is_running = False
            ending = list(self._boxes.values())
            self._boxes.clear()
        for each in ending:
            each.stop()
        ends_at = time.monotonic() + _GRACE
        if all([each.join(max(0.0, ends_at - time.monotonic())) for each in ending]):
            self._state.close()

    def set_boxes(self, boxes: Iterable[Box]) -> None:
        """In place of those before; those that stay as they were go on undisturbed."""
        with self._lock:
            self._wanted = tuple(boxes)
            is_running = self._is_running
        if is_running:
            self._fit()

    def _fit(self) -> None:
        """Start and end threads; the lock is free while we wait for those that end."""
        with self._fitting:
            with self._lock:
                wanted = {box.name: box for box in self._wanted}
                ending = [each for each in self._boxes.values() if wanted.get(each.box.name) != each.box]
                for each in ending:
                    each.stop()
                    del self._boxes[each.box.name]
            for each in ending:
                each.join()  # two must not watch one box
            with self._lock:
                if self._is_running:
                    self._start(box for box in wanted.values() if box.name not in self._boxes)

    def _start(self, boxes: Iterable[Box]) -> None:
        before = threading.stack_size(_STACK)
        try:
            for box in boxes:
                made = BoxWatch(box, self._credentials, self._parts, self._tell, self._obeyed)
                self._boxes[box.name] = made
                made.thread.start()
        finally:
            threading.stack_size(before)

    def reload(self) -> None:
        """Profile, memory and policy anew; what can't be used raises and changes nothing."""
        self._judge.reload()

    def standings(self) -> list[Standing]:
        with self._lock:
            return [each.standing for each in self._boxes.values()]

    def poke(self, box: str = "") -> None:
        with self._lock:
            for name, each in self._boxes.items():
                if not box or name == box:
                    each.poke()

    def retry(self, box: str = "") -> None:
        """Something was mended, such as a password: boxes that wait for their next try, try now."""
        with self._lock:
            for name, each in self._boxes.items():
                if not box or name == box:
                    each.retry()

    # --- Orders ------------------------------------------------------------------------------------
    def carry(self, order: Order) -> Answer:
        """Have an order carried out by the boxes that it concerns. Boxes that can't be reached do it when
        they can; the answer says how many these are. Asking again does no harm."""
        with self._lock:
            concerned = [name for name, each in self._boxes.items() if _concerns(order, each.box)]
            if not concerned:
                return Answer(order.id, REFUSED, self._words(_NOBODY))
            self._outcomes[order.id] = {}
            self._state.await_order(order.id, concerned, order.to_json())
            for name in concerned:
                self._boxes[name].poke()
            outcomes = self._awaited(order.id, concerned)
        return self._answer(order.id, concerned, outcomes)

    def _awaited(self, order_id: str, concerned: list[str]) -> dict[str, tuple[str, int]]:
        ends_at = time.monotonic() + _PATIENCE
        while time.monotonic() < ends_at:
            outcomes = self._outcomes[order_id]
            missing = [name for name in concerned if name not in outcomes]
            if not any(self._is_there(name) for name in missing):
                break
            self._changed.wait(0.5)
        else:
            for name in set(concerned) & set(self._boxes) - set(self._outcomes[order_id]):
                self._boxes[name].is_silent = True  # its server hangs: other orders don't wait for it, too
        return self._outcomes.pop(order_id)

    def _is_there(self, name: str) -> bool:
        return name in self._boxes and self._boxes[name].is_worth_waiting

    def _obeyed(self, order_id: str, box: str, outcome: str, n: int) -> None:
        """A box has carried out an order."""
        log.info("mailbox %s: order %s: %s, %d", box, order_id, outcome, n)
        with self._changed:
            if box in self._boxes:
                self._boxes[box].is_silent = False
            if order_id in self._outcomes:
                self._outcomes[order_id][box] = (outcome, n)
                self._changed.notify_all()

    def _answer(self, order_id: str, concerned: list[str], outcomes: dict[str, tuple[str, int]]) -> Answer:
        n = sum(found for _, found in outcomes.values())
        words = self._words(_HERE).format(n=n, boxes=sum(bool(found) for _, found in outcomes.values()))
        left = len(concerned) - len(outcomes)
        if left:
            words = f"{words} {self._words(_LATER).format(n=left)}"
        if n:
            return Answer(order_id, DONE, words)
        return Answer(order_id, FAILED if left or self._failed(outcomes) else MISSING, words)

    @staticmethod
    def _failed(outcomes: dict[str, tuple[str, int]]) -> bool:
        return any(outcome == FAILED for outcome, _ in outcomes.values())

    def _words(self, text: str) -> str:
        return translate(text, self._settings.language)


def _concerns(order: Order, box: Box) -> bool:
    if order.place:
        return order.place.get("box") == box.name
    names = {each.lower() for each in order.mailboxes}
    return not names or bool(names & {box.name.lower(), box.mailbox.lower(), box.user.lower()})


def run(
    settings: Settings,
    credentials: Credentials,
    keeping: Keeping,
    engine: "Callable[[], Engine]",
    path: Path,
    stop: threading.Event,
    tell: Tell | None = None,
) -> None:
    """Watch until ``stop`` is set."""
    Watch(settings, credentials, keeping, engine, path, tell).run(stop)
