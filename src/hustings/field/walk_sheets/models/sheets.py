"""Walk sheets, and each of their versions as it was printed."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.addresses.models import Municipality
from hustings.field.addresses.rights import CHANGE_ADDRESSES
from hustings.field.turfs.models import Turf
from hustings.field.walk_sheets.paper import layouts
from hustings.foundation.accounts import access
from hustings.foundation.sync.models import Handset
from hustings.foundation.territories.models import Zone
from hustings.people.scripts.models import Script, Version


def new_word() -> str:
    """A word that only the codes of one version are checked by."""
    return secrets.token_hex(8)


class SheetQuerySet(models.QuerySet["Sheet"]):
    """Questions about many sheets."""

    def visible_to(self, user: Any) -> "SheetQuerySet":
        of_turfs = access.within(Sheet.objects.exclude(zone=None), user, CHANGE_ADDRESSES)
        of_streets = models.Q(municipality__in=Municipality.objects.visible_to(user))
        return self.filter(of_streets | models.Q(pk__in=of_turfs.values("pk")))


class Sheet(models.Model):
    """Doors of some streets or of a turf to be visited with paper, and the script that is followed there."""

    name = models.CharField(_("name"), max_length=100)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, related_name="+", verbose_name=_("municipality")
    )
    streets = models.CharField(
        _("street"), max_length=200, help_text=_("Street, or its first words. Put several on a line each.")
    )
    zone = models.ForeignKey(Zone, models.PROTECT, null=True, related_name="+", help_text="Of its turf")
    turf = models.ForeignKey(
        Turf,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="None of streets, or once it is cut anew",
    )
    script = models.ForeignKey(
        Script, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("script")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("walk sheet")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(municipality=None, zone__isnull=False)
                | models.Q(municipality__isnull=False, zone=None, turf=None),
                name="sheet_of_streets_or_turf",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """The municipality, or the territory of the turf."""
        return str(self.municipality or self.zone)


class SheetVersion(models.Model):
    """A sheet as it went to paper. It never changes: its layout is how photos of that paper are read."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    script_version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    layout = models.JSONField(help_text="See paper/layouts.py")
    word = models.CharField(max_length=16, default=new_word, help_text="Its corner codes are checked by it")
    paper = models.ForeignKey(
        Handset, models.SET_NULL, null=True, related_name="+", help_text="It notes in the log of a walk list"
    )
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
