"""Deeds on many people at once. Each touched person gets an activity from which it is undone."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.lib.fields.problem_fields import WithProblem
from hustings.people.persons.rights import CHANGE_PEOPLE


class OperationQuerySet(models.QuerySet["Operation"]):
    """Questions about many operations."""

    def visible_to(self, user: Any) -> "OperationQuerySet":
        """All for those who change people everywhere; one's own for the others."""
        if access.everywhere(user, CHANGE_PEOPLE):
            return self
        return self.filter(user=user) if access.may(user, CHANGE_PEOPLE) else self.none()


class Operation(WithProblem):
    """One deed on many people. ``kind`` names who runs and undoes it: see ``people.changes.operations``."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        PAUSED = "paused", _("paused")
        DONE = "done", _("finished")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")

    BUSY = frozenset({State.WAITING, State.RUNNING, State.UNDOING})

    kind = models.CharField(max_length=30)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    criteria = models.JSONField(null=True, help_text="Whom, as segments hold it; null: not chosen so")
    whom = models.CharField(_("people"), max_length=500, blank=True, help_text="Whom, in words")
    choices = models.JSONField(default=dict, help_text="What is done, as the kind keeps it")
    n_people = models.PositiveIntegerField(default=0, help_text="How many it was to touch")
    n_done = models.PositiveIntegerField(default=0, help_text="How many are behind us")
    last = models.BigIntegerField(default=0, help_text="The key where a resumed run goes on")
    counts = models.JSONField(default=dict, help_text="outcome -> how many; undoing its own under “undo”")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("when"), default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = OperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    @property
    def is_undo(self) -> bool:
        return "undo" in self.counts

    @property
    def n_behind(self) -> int:
        return int(self.counts["undo"].get("done", 0)) if self.is_undo else self.n_done

    @property
    def n_all(self) -> int:
        """How many it has to do with: people, or lines of the journal."""
        return int(self.counts["undo"].get("of", 0)) if self.is_undo else self.n_people

    @property
    def percent(self) -> int:
        if self.state in {self.State.DONE, self.State.UNDONE}:
            return 100
        return min(100, self.n_behind * 100 // self.n_all) if self.n_all else 0
