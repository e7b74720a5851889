"""Files of lines and their lines: cells as they came, and the change that each makes, made, or is refused."""

import re
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.fields.problem_fields import WithProblem

MOST_SHOWN = 300  # lines of one kind that the page of a file shows
PLACE = re.compile(r"%\(\w+\)s")


class FileImport(WithProblem):
    """A file: its changes as the check foresees them, then as they were made."""

    class State(models.TextChoices):
        CHECKED = "checked", _("checked")
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("finished")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("stopped by an error")

    BUSY = (State.WAITING, State.RUNNING, State.UNDOING)

    target = models.CharField(max_length=40, help_text="Name of the kind of rows that it fills")
    file_name = models.CharField(_("file"), max_length=200)
    columns = models.JSONField(default=list, help_text="The names of the columns, in the file's order")
    places = models.JSONField(default=dict, help_text="The target's columns and where each stands")
    options = models.JSONField(default=dict, help_text="Choices made for the whole file")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.CHECKED)
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    n_lines = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0, help_text="Lines written, or still to be taken back")
    n_besides = models.PositiveIntegerField(default=0, help_text="Made besides, such as pages")
    counts = models.JSONField(default=dict, help_text="outcome of the last check -> lines")

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["target", "id"], name="file_imports_by_target")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    @property
    def n_bad(self) -> int:
        return int(self.counts.get(ImportLine.Outcome.REFUSED, 0))

    @property
    def n_rows(self) -> int:
        return self.n_to_write + int(self.counts.get(ImportLine.Outcome.SAME, 0))

    @property
    def n_to_write(self) -> int:
        outcomes = (ImportLine.Outcome.NEW, ImportLine.Outcome.CHANGED)
        return sum(self.counts.get(outcome, 0) for outcome in outcomes)

    @property
    def n_total(self) -> int:
        return self.n_lines

    @property
    def may_undo(self) -> bool:
        return self.state in {self.State.DONE, self.State.FAILED} and self.n_done > 0

    def report(self) -> dict[str, Any]:
        """Counts of the check, its problems by line, and what became of the lines when they were undone."""
        lines = self.lines.all()
        bad = lines.filter(outcome=ImportLine.Outcome.REFUSED)[:MOST_SHOWN]
        kept = lines.filter(state=ImportLine.State.KEPT)
        counts = {outcome: self.counts.get(outcome, 0) for outcome in ImportLine.Outcome.values}
        return counts | {
            "problems": [(line.number, line.problem) for line in bad],
            "kept": list(kept.order_by("-number").values_list("title", flat=True)),
            "taken_back": lines.filter(state=ImportLine.State.BACK).count(),
        }

    def reasons(self) -> list[dict[str, Any]]:
        """Why lines are refused: each reason in words, how many lines, and the first of them."""
        bad = self.lines.filter(outcome=ImportLine.Outcome.REFUSED).order_by()
        found = bad.values("reason").annotate(n=Count("pk"), first=Min("number")).order_by("-n", "first")
        return [each | {"words": PLACE.sub("…", gettext(each["reason"]))} for each in found]


class ImportLineQuerySet(models.QuerySet["ImportLine"]):
    """Questions about the lines of a file."""

    def refused(self) -> "ImportLineQuerySet":
        return self.filter(outcome=ImportLine.Outcome.REFUSED)

    def written(self) -> "ImportLineQuerySet":
        """Those that changed something which is still to be taken back, if anything is."""
        return self.filter(state=ImportLine.State.WRITTEN)


class ImportLine(models.Model):
    """One line of a file. ``reason`` is a message as it stands in the program, to be said in any language."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("updated")
        SAME = "same", _("unchanged")
        REFUSED = "bad", _("rejected")

    class State(models.TextChoices):
        OPEN = "", _("not imported")
        WRITTEN = "written", _("imported")
        PARTLY = "partly", _("partly undone")
        BACK = "back", _("undone")
        KEPT = "kept", _("kept: changed since")
        GONE = "gone", _("deleted since")

    file = models.ForeignKey(FileImport, models.CASCADE, related_name="lines", db_index=False)
    number = models.PositiveIntegerField(help_text="Line of the file at which it begins, from 1")
    cells = models.JSONField()
    is_broken = models.BooleanField(default=False, help_text="Its cells are at fault, whatever they say")
    outcome = models.CharField(max_length=8, choices=Outcome)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=400, blank=True)
    said = models.JSONField(default=dict, help_text="What fills the places of the reason")
    title = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    record = models.BigIntegerField(null=True, help_text="Key of the row that it changes or made")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_line_per_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.title or self.problem}"

    @property
    def problem(self) -> str:
        return words(self.reason, self.said)

    @property
    def is_new(self) -> bool:
        return self.outcome == self.Outcome.NEW


def words(reason: str, said: dict[str, Any]) -> str:
    """A message in the language that is active, with its places filled."""
    return gettext(reason) % said if said else gettext(reason) if reason else ""
