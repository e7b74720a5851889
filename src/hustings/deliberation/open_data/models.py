"""Imports of contributions: a file of another tool on its way into a step."""

import secrets
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.deliberation.consultations.models import Consultation, Phase
from hustings.foundation.lib.fields.problem_fields import WithProblem

FOLDER = "contribution-imports"


def private() -> Storage:
    """Files that nobody is sent."""
    return storages["private"]


def place(row: Any, name: str) -> str:
    """A name that tells nothing and can't be guessed."""
    return f"{FOLDER}/{secrets.token_hex(16)}"


class ContributionImportQuerySet(models.QuerySet["ContributionImport"]):
    """Questions about many imports."""

    def visible_to(self, user: Any) -> "ContributionImportQuerySet":
        """Those of the consultations that ``user`` runs."""
        return self.filter(phase__consultation__in=Consultation.objects.visible_to(user))


class ContributionImport(WithProblem):
    """A file, and what it wrote. The file itself goes as soon as it is written or refused."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("finished")
        REFUSED = "refused", pgettext_lazy("import", "refused")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")

    BUSY = (State.QUEUED, State.RUNNING, State.UNDOING)

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="contribution_imports")
    file = models.FileField(storage=private, upload_to=place, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    n_lines = models.PositiveIntegerField(default=0)
    n_read = models.PositiveIntegerField(default=0, help_text="Lines read so far")
    n_written = models.PositiveIntegerField(default=0, help_text="Contributions, with all below them")
    n_known = models.PositiveIntegerField(default=0, help_text="Passed over: they were there")
    bad_line = models.PositiveIntegerField(null=True, blank=True)
    keys = models.JSONField(default=dict, help_text="What it wrote: items ... -> [[first, last], ...]")

    objects = ContributionImportQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import of contributions")
        verbose_name_plural = _("imports of contributions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    @property
    def may_undo(self) -> bool:
        return self.state == self.State.DONE and self.n_written > 0
