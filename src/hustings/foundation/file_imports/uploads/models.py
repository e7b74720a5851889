"""Models to inherit from: a file on its way in, and a line of it that can't be taken."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.file_imports.models import PLACE, words
from hustings.foundation.lib.fields.problem_fields import WithProblem


class UploadedFile(WithProblem):
    """A file: checked, then written piece by piece. ``POSITION``: columns that say where a run is."""

    class State(models.TextChoices):
        READING = "reading", _("being checked")
        CHECKED = "checked", _("checked")
        WRITING = "running", _("running")
        DONE = "done", _("finished")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("stopped by an error")

    BUSY = (State.READING, State.WRITING, State.UNDOING)
    POSITION: ClassVar[dict[str, Any]] = {"n_done": 0}
    pk: int
    refused: Any  # its lines that can't be taken

    file_name = models.CharField(_("file"), max_length=200)
    path = models.CharField(max_length=200, blank=True, help_text="In the private storage")
    shape = models.JSONField(default=dict, help_text="As csv_records.Shape; without an encoding: a workbook")
    columns = models.JSONField(default=list, help_text="The names of the columns, in the file's order")
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    failed_at = models.CharField(max_length=10, blank=True, help_text="The state that an error stopped")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    n_lines = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0, help_text="Lines read, or rows behind us")
    counts = models.JSONField(default=dict, help_text="What the check, the run and the undoing came to")

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    @property
    def is_begun(self) -> bool:
        return "made" in self.counts

    @property
    def n_bad(self) -> int:
        return int(self.counts.get("refused", 0))

    @property
    def n_rows(self) -> int:
        return sum(int(self.counts.get(name, 0)) for name in ("new", "changed", "same"))

    @property
    def n_total(self) -> int:
        """All of what ``n_done`` counts."""
        return self.n_lines if self.state == self.State.READING else self.n_rows

    @property
    def may_start(self) -> bool:
        if self.state == self.State.CHECKED:
            return self.n_rows > 0
        return self.state == self.State.FAILED and bool(self.failed_at)

    @property
    def may_undo(self) -> bool:
        is_over = self.state == self.State.DONE or (self.state == self.State.FAILED and self.is_begun)
        return is_over and bool(self.counts.get("made") or self.counts.get("mended"))

    def reasons(self, name: str = "reasons") -> list[dict[str, Any]]:
        """Why lines are refused, or set aside: each reason in words, how many lines, and the first."""
        told: list[Any] = self.counts.get(name, [])
        return [
            {"words": PLACE.sub("…", gettext(reason)), "n": n, "first": first} for reason, n, first in told
        ]


class UploadedLine(models.Model):
    """A line that can't be taken: its cells, and why, to be said in any language. ``file``: the app's own."""

    number = models.PositiveIntegerField(help_text="Line of the file, from 1")
    cells = models.JSONField(default=list)
    reason = models.CharField(max_length=400)
    said = models.JSONField(default=dict, help_text="What fills the places of the reason")

    class Meta:
        abstract = True
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.problem}"

    @property
    def problem(self) -> str:
        return words(self.reason, self.said)
