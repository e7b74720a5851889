"""Lists that come in as files."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.fields.problem_fields import WithProblem
from hustings.people.persons.models.operations import Operation
from hustings.people.persons.rights import IMPORT_PEOPLE


class ImportQuerySet(models.QuerySet["Import"]):
    """Questions about many imports."""

    def kept(self) -> "ImportQuerySet":
        """Those whose lines are still there."""
        return self.filter(Q(is_parsed=True) | ~Q(path=""))

    def visible_to(self, user: Any) -> "ImportQuerySet":
        """All for those who import everywhere; one's own for those who do so in some territory."""
        if access.everywhere(user, IMPORT_PEOPLE):
            return self
        if access.may(user, IMPORT_PEOPLE):
            return self.filter(user=user)
        return self.none()


class Import(WithProblem):
    """One file on its way in: read, checked line by line, then written in chunks."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("running")
        PAUSED = "paused", _("paused")
        DONE = "done", _("finished")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    file_name = models.CharField(_("file"), max_length=200)
    path = models.CharField(
        max_length=200, blank=True, help_text="The file in the private storage, until it can't be read anew"
    )
    is_parsed = models.BooleanField(default=False, help_text="Its lines are in blocks")
    sheet_mark = models.CharField(max_length=64, blank=True, help_text="How the check has read the cells")
    edition = models.PositiveIntegerField(default=0, help_text="Counts how often the lines were exchanged")
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UPLOADED)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    delimiter = models.CharField(_("separator"), max_length=1, blank=True)
    quote = models.CharField(_("quotation mark"), max_length=1, blank=True, default='"')
    has_header = models.BooleanField(_("The first line contains the column names"), default=True)
    sheet = models.CharField(_("sheet"), max_length=200, blank=True, help_text="Of a workbook; empty: CSV")
    n_above = models.PositiveSmallIntegerField(
        _("lines above the column names"), default=0, help_text="A title, a date: no people"
    )
    dialect = models.CharField(max_length=20, blank=True, help_text="Whose export it is; empty: unknown")
    columns = models.JSONField(default=list, help_text="The names of the columns, in the file's order")
    mapping = models.JSONField(default=list, help_text="For each column what it fills; empty: left out")
    options = models.JSONField(default=dict, help_text="See hustings.people.imports.columns.options")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="fr")
    values = models.JSONField(
        default=dict, help_text="column's number -> [[value, how many lines]], where there are few of them"
    )
    n_rows = models.PositiveIntegerField(default=0)
    n_checked = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0, help_text="Rows behind us: where a resumed run goes on")
    counts = models.JSONField(default=dict, help_text="check and run: outcome -> how many rows")
    operation = models.OneToOneField(
        Operation, models.SET_NULL, null=True, related_name="imported", help_text="What undoes it"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def state_label(self) -> str:
        """Its state in words; of one that was undone, that."""
        if self.operation and self.operation.is_undo:
            return str(self.operation.get_state_display())
        return str(self.get_state_display())

    @property
    def is_busy(self) -> bool:
        return self.state in {self.State.CHECKING, self.State.RUNNING}

    @property
    def is_over(self) -> bool:
        """Whether nothing of the file comes in any more."""
        return self.state in {self.State.DONE, self.State.CANCELLED, self.State.FAILED}

    @property
    def is_kept(self) -> bool:
        """Whether its lines are still there."""
        return self.is_parsed or bool(self.path)

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.UPLOADED, self.State.CHECKED} and not self.n_done

    @property
    def percent(self) -> int:
        n = self.n_checked if self.state == self.State.CHECKING else self.n_done
        return min(100, n * 100 // self.n_rows) if self.n_rows else 0
