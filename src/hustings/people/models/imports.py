"""Lists that come in as files."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    """One file on its way in: read, checked line by line, then written in chunks."""

    class State(models.TextChoices):
        """How far it is."""

        UPLOADED = "uploaded", _("uploaded")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    file_name = models.CharField(_("file"), max_length=200)
    path = models.CharField(max_length=200, help_text="In the private storage")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UPLOADED)
    encoding = models.CharField(max_length=20, blank=True)
    delimiter = models.CharField(max_length=1, blank=True)
    dialect = models.CharField(max_length=20, blank=True, help_text="nationbuilder, action_network or empty")
    mapping = models.JSONField(default=dict, help_text="column of the file -> what it fills")
    options = models.JSONField(default=dict, help_text="consent source and wording, tags to add, what wins")
    n_rows = models.PositiveIntegerField(default=0)
    n_checked = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0, help_text="Rows behind us: where a resumed run goes on")
    counts = models.JSONField(default=dict, help_text="created, changed, same, refused; of check and of run")
    problem = models.TextField(blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
