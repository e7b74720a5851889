"""Files of dates, and what each line of them did."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.field.events.models.events import Event
from hustings.foundation.territories.file_imports import Filed


class EventImport(Filed):
    """A file of dates: what it would change, then what it changed."""

    kind = models.CharField(_("kind of territory"), max_length=12)
    time_zone = models.CharField(_("time zone"), max_length=64)
    are_shown = models.BooleanField(_("show them on the site"), default=True)

    class Meta(Filed.Meta):
        verbose_name = _("file of dates")
        verbose_name_plural = _("files of dates")

    @property
    def subject(self) -> str:
        return self.time_zone


class ImportedEvent(models.Model):
    """The change made by one line of a file: the journal from which it is undone."""

    imported = models.ForeignKey(EventImport, models.CASCADE, related_name="journal")
    event = models.ForeignKey(Event, models.CASCADE, related_name="+")
    before = models.JSONField(null=True, help_text="The values before; null where the line made it")
    after = models.JSONField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["imported", "event"], name="one_line_per_event")]

    def __str__(self) -> str:
        return f"{self.imported_id}: {self.event_id}"
