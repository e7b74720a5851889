"""Files of addresses, their lines in packed blocks, and the lines that can't be taken."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.fields.problem_fields import WithProblem


class Source(models.TextChoices):
    """Kinds of files that tell of addresses, and people who do."""

    REU = "reu", _("electoral roll (REU)")
    BAN = "ban", _("national address database (BAN)")
    BAL = "bal", _("local address database (BAL)")
    BDNB = "bdnb", _("national buildings database (BDNB)")
    OWN = "own", _("your own file")
    HAND = "hand", _("by hand")


class AddressFile(WithProblem):
    """A file: read into blocks, checked, then written building by building."""

    class State(models.TextChoices):
        READING = "reading", _("being checked")
        CHECKED = "checked", _("checked")
        WRITING = "running", _("running")
        DONE = "done", _("finished")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("stopped by an error")

    BUSY = (State.READING, State.WRITING, State.UNDOING)

    source = models.CharField(_("kind"), max_length=4, choices=Source)
    file_name = models.CharField(_("file"), max_length=200)
    path = models.CharField(max_length=200, blank=True, help_text="In the private storage")
    shape = models.JSONField(default=dict, help_text="Encoding, separator, quotation mark, lines above")
    columns = models.JSONField(default=list, help_text="The names of the columns, in the file's order")
    places = models.JSONField(default=dict, help_text="Our columns and where each stands")
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    failed_at = models.CharField(max_length=10, blank=True, help_text="The state that an error stopped")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    n_lines = models.PositiveIntegerField(default=0)
    n_parts = models.PositiveSmallIntegerField(default=1, help_text="Parts that the buildings fall into")
    at_part = models.PositiveSmallIntegerField(default=0, help_text="The part that is being worked on")
    at_key = models.CharField(max_length=320, blank=True, help_text="The last building behind us in it")
    n_done = models.PositiveIntegerField(default=0, help_text="Lines read, or buildings behind us")
    counts = models.JSONField(default=dict, help_text="What the check, the run and the undoing came to")
    stations = models.JSONField(default=list, help_text="Polling stations in it: code_number")
    towns = models.JSONField(default=dict, help_text="Municipalities in it: code -> name")

    class Meta:
        verbose_name = _("file of addresses")
        verbose_name_plural = _("files of addresses")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    @property
    def n_refused(self) -> int:
        return int(self.counts.get("refused", 0))

    @property
    def n_buildings(self) -> int:
        return sum(int(self.counts.get(name, 0)) for name in ("new", "changed", "same"))

    @property
    def may_undo(self) -> bool:
        is_over = self.state == self.State.DONE or (self.state == self.State.FAILED and self.is_begun)
        return is_over and bool(self.counts.get("made") or self.counts.get("mended"))

    @property
    def is_begun(self) -> bool:
        return "made" in self.counts

    def reasons(self, name: str) -> list[tuple[str, int, int]]:
        """Why lines are refused or set aside, in words: how many, and the first of them."""
        told: list[Any] = self.counts.get(name, [])
        return [(gettext(reason), n, first) for reason, n, first in told]


class AddressBlock(models.Model):
    """Lines of one part of a file, or what a run changed in it: JSON, packed."""

    class Kind(models.TextChoices):
        LINES = "lines"
        CHANGES = "changes"

    file = models.ForeignKey(AddressFile, models.CASCADE, related_name="blocks", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    part = models.PositiveSmallIntegerField()
    packed = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["file", "kind", "part"], name="address_blocks_of_part")]


class RefusedLine(models.Model):
    """A line that can't be taken: its cells, and why, to be said in any language."""

    file = models.ForeignKey(AddressFile, models.CASCADE, related_name="refused", db_index=False)
    number = models.PositiveIntegerField(help_text="Line of the file, from 1")
    cells = models.JSONField()
    reason = models.CharField(max_length=400)
    said = models.JSONField(default=dict, help_text="What fills the places of the reason")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_refusal_per_line")]

    def __str__(self) -> str:
        return f"{self.number}: {self.problem}"

    @property
    def problem(self) -> str:
        return gettext(self.reason) % self.said if self.said else gettext(self.reason)
