"""Files of lines, whichever app reads them: checked first, written by a task, taken back.

An app has a model that is a ``Filed`` and a journal of each line. Chunks are transactions that begin with
``locked``, so a killed run goes on.
"""

import logging
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from hustings.foundation.jobs import ReleaseTask

log = logging.getLogger(__name__)
T = TypeVar("T")
Told = Callable[[int], object]
Enqueue = Callable[[int], object]
Work = Callable[[Any, Told | None], None]
MOST_SHOWN = 300  # changes and problems of a file that its page shows
_ATTEMPTS = 3
_PAUSE = 0.12  # seconds; who waits to write to SQLite looks every tenth of a second


class NotNow(Exception):
    """The file can't be run or undone as it is; the message says why."""


class Over(Exception):
    """Another worker, or somebody in HQ, has it now."""


class Filed(models.Model):
    """A file: what it would change, then what it changed."""

    class State(models.TextChoices):
        CHECKED = "checked", gettext_lazy("checked")
        WAITING = "waiting", gettext_lazy("waiting")
        RUNNING = "running", gettext_lazy("running")
        DONE = "done", gettext_lazy("done")
        UNDOING = "undoing", gettext_lazy("being undone")
        UNDONE = "undone", gettext_lazy("undone")
        FAILED = "failed", gettext_lazy("stopped by a fault")

    BUSY = (State.WAITING, State.RUNNING, State.UNDOING)

    file_name = models.CharField(gettext_lazy("file"), max_length=200)
    content = models.BinaryField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.CHECKED)
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    n_lines = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0, help_text="Lines written, or taken back")
    report = models.JSONField(default=dict, help_text="What the check found, and what was done")
    problem = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def subject(self) -> str:
        raise NotImplementedError

    @property
    def made_besides(self) -> list[tuple[str, int]]:
        """What else was made, and how many."""
        return []

    @property
    def how_far(self) -> str:
        return _("Lines: %(done)s.") % {"done": self.n_done}

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    @property
    def would_change(self) -> bool:
        return bool(self.report.get("new") or self.report.get("changed"))

    @property
    def may_start(self) -> bool:
        return self.state in {self.State.CHECKED, self.State.FAILED} and self.would_change

    @property
    def may_undo(self) -> bool:
        return self.state in {self.State.DONE, self.State.FAILED} and self.n_done > 0


State = Filed.State


@dataclass(frozen=True, slots=True)
class Change:
    """One line that changes ``found``, or makes a new row where that is None."""

    found: Any
    before: dict[str, Any]
    after: dict[str, Any]


S = TypeVar("S", bound=Change)


@dataclass(slots=True)
class Plan(Generic[S]):
    """Steps of a file's lines, and the lines that can't be taken."""

    steps: list[S] = field(default_factory=list)
    n_same: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def keep_checked(imported: Filed, plan: Plan[S], about: Callable[[S], dict[str, Any]]) -> None:
    """Keep what a check found: of a file that is there the findings alone, and none once it was begun.

    ``about`` tells of a step its line, name and zone.
    """
    n_new = sum(step.found is None for step in plan.steps)
    imported.n_lines = len(plan.steps) + plan.n_same + len(plan.problems)
    imported.report = {
        "new": n_new,
        "changed": len(plan.steps) - n_new,
        "same": plan.n_same,
        "bad": len(plan.problems),
        "problems": plan.problems[:MOST_SHOWN],
        "steps": [
            about(step)
            | {"before": step.before, "after": step.after if step.found else {}, "is_new": step.found is None}
            for step in plan.steps[:MOST_SHOWN]
        ],
    }
    if imported.pk is None:
        imported.save()
        return
    rows = type(imported)._default_manager.filter(pk=imported.pk, state=State.CHECKED)
    rows.update(n_lines=imported.n_lines, report=imported.report)


@transaction.atomic
def start(imported: Filed, enqueue: Enqueue, *, skip_bad: bool = False) -> None:
    """Have a file written by a task, or go on after a fault."""
    current = _now(imported)
    if current.state not in {State.CHECKED, State.FAILED}:
        raise NotNow(_("This file is being written, or was."))
    if current.report.get("bad") and not skip_bad and current.state == State.CHECKED:
        raise NotNow(_("Bad lines are in it: mend the file, or say that they are left out."))
    is_undoing = current.undone_by_id is not None
    current.state, current.problem = State.UNDOING if is_undoing else State.WAITING, ""
    current.save(update_fields=["state", "problem"])
    enqueue(current.pk)
    log.info("%s started file=%s", imported._meta.label, current.pk)


@transaction.atomic
def undo(imported: Filed, enqueue: Enqueue, user: Any) -> None:
    """Take back what a file did, but for what somebody has changed since."""
    current = _now(imported)
    if not current.may_undo:
        raise NotNow(_("There is nothing to take back."))
    current.state, current.undone_by, current.problem = State.UNDOING, user, ""
    current.save(update_fields=["state", "undone_by", "problem"])
    enqueue(current.pk)
    log.info("%s undoing file=%s", imported._meta.label, current.pk)


@transaction.atomic
def put_away(imported: Filed) -> None:
    """Forget a file. What it wrote stays, and can't be taken back together any more."""
    current = _now(imported)
    if current.is_busy:
        raise NotNow(_("This file is being written: wait until that is over."))
    current.delete()
    log.info("%s put away file=%s", imported._meta.label, imported.pk)


def _now(imported: Filed) -> Any:
    return type(imported)._default_manager.select_for_update(of=("self",)).get(pk=imported.pk)


def locked(imported: Filed, state: str) -> Any:
    """The file as it is now, for this transaction alone; Over where somebody else has it."""
    current = _now(imported)
    if current.state != state:
        raise Over
    return current


def done(imported: Filed, state: str, end: str) -> None:
    """Say that the run in ``state`` came to its end."""
    rows = type(imported)._default_manager.filter(pk=imported.pk, state=state)
    rows.update(state=end, finished_at=timezone.now(), problem="")
    log.info("%s %s file=%s", imported._meta.label, end, imported.pk)


def run(model: type[Filed], import_id: int, write: Work, take_back: Work, told: Told | None = None) -> None:
    """Do what is left of one file, or of its undoing. ``told`` hears after each chunk."""
    model._default_manager.filter(pk=import_id, state=State.WAITING).update(state=State.RUNNING)
    found = model._default_manager.select_related("user", "undone_by")
    imported = found.filter(pk=import_id, state__in=[State.RUNNING, State.UNDOING]).first()
    if imported is None:
        return
    try:
        with override(imported.user.language if imported.user else None):
            (take_back if imported.state == State.UNDOING else write)(imported, told)
    except Over:
        return
    except (ReleaseTask, OperationalError):
        raise  # to be run again
    except Exception as fault:
        log.exception("%s file=%s", model._meta.label, import_id)
        words = _("It stopped by a fault: %(fault)s. You may let it go on.")
        said = words % {"fault": type(fault).__name__}
        model._default_manager.filter(pk=import_id, state=imported.state).update(
            state=State.FAILED, problem=said
        )


def in_spite_of_others(work: Callable[[], T]) -> T:
    """Do it, and again where somebody wrote the same meanwhile; what keeps failing is a fault."""
    n_failed = 0
    while True:
        try:
            return work()
        except IntegrityError:
            n_failed += 1
            if n_failed == _ATTEMPTS:
                raise


def take_back(imported: Filed, chunk: Callable[[Any], int], told: Told | None) -> None:
    """Have ``chunk`` take lines back until it finds none; it says how many it dealt with."""
    while n := chunk(imported):
        if told:
            told(n)
        if connection.vendor == "sqlite":  # where one writes at a time
            time.sleep(_PAUSE)
    done(imported, Filed.State.UNDOING, Filed.State.UNDONE)


def is_as_made(now: models.Model, made: models.Model, *, but: Collection[str]) -> bool:
    """Whether a record still is as a line made it; a field that somebody filled since counts too."""
    names = [each.attname for each in now._meta.concrete_fields if each.name not in but]
    return all(getattr(now, name) == getattr(made, name) for name in names)


def note_taken_back(current: Filed, *, kept: Sequence[str], n_back: int, n_lines: int) -> None:
    """Write down, of one chunk, who stayed and how many are as they were."""
    report = dict(current.report)
    report["kept"] = [*report.get("kept", []), *kept]
    report["taken_back"] = report.get("taken_back", 0) + n_back
    left = max(0, current.n_done - n_lines)
    type(current)._default_manager.filter(pk=current.pk).update(report=report, n_done=left)
