"""Lists that went out."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Export(models.Model):
    """That somebody took out people's data: who, when, which people, which columns."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    people = models.CharField(_("people"), max_length=200, help_text="The segment's name; empty: all")
    columns = models.JSONField(_("columns"), default=list)
    n_people = models.PositiveIntegerField(null=True, help_text="Empty: broken off, or still going on")
    format = models.CharField(max_length=10, default="csv")
    reason = models.CharField(_("purpose"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.people} {self.created_at:%Y-%m-%d %H:%M}"


class ExportBlock(models.Model):
    """The people of one block of keys in an export: see ``hustings.foundation.lib.sql.packed_keys``."""

    export = models.ForeignKey(Export, models.CASCADE, related_name="blocks")
    number = models.BigIntegerField(help_text="Of the block")
    bits = models.BinaryField(help_text="A bit for each key, compressed")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number", "export"], name="one_block_per_export")]
