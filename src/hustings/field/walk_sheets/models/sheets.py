"""Walk sheets, and each of their versions as it was printed."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.addresses.models import Municipality
from hustings.field.walk_sheets.paper import layouts
from hustings.people.scripts.models import Script, Version


def new_word() -> str:
    """A word that only the codes of one version are checked by."""
    return secrets.token_hex(8)


class SheetQuerySet(models.QuerySet["Sheet"]):
    """Questions about many sheets."""

    def visible_to(self, user: Any) -> "SheetQuerySet":
        return self.filter(municipality__in=Municipality.objects.visible_to(user))


class Sheet(models.Model):
    """Doors of some streets to be visited with paper, and the script that is followed there."""

    name = models.CharField(_("name"), max_length=100)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("municipality")
    )
    streets = models.CharField(
        _("street"), max_length=200, help_text=_("Street, or its first words. Put several on a line each.")
    )
    script = models.ForeignKey(
        Script, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("script")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("walk sheet")

    def __str__(self) -> str:
        return self.name


class SheetVersion(models.Model):
    """A sheet as it went to paper. It never changes: its layout is how photos of that paper are read."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    script_version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    layout = models.JSONField(help_text="See paper/layouts.py")
    word = models.CharField(max_length=16, default=new_word, help_text="Its corner codes are checked by it")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    printed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="one_version_of_sheet_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}.{self.number}"

    @property
    def laid_out(self) -> layouts.Layout:
        return layouts.from_json(self.layout)
