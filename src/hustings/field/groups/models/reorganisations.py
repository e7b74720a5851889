"""Splits, mergers and closings of groups, with what each moved, so that it can be undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.field.groups.models.groups import LocalGroup


class Reorganisation(models.Model):
    """One deed on a group. Members that it moved stand in the group's log; other rows in ``rows``."""

    class What(models.TextChoices):
        """Kinds of deeds."""

        SPLIT = "split", _("split")
        MERGE = "merge", _("merger")
        CLOSE = "close", _("closing")

    what = models.CharField(max_length=5, choices=What)
    group = models.ForeignKey(LocalGroup, models.CASCADE, related_name="reorganisations")
    other = models.ForeignKey(
        LocalGroup, models.CASCADE, null=True, blank=True, related_name="received",
        help_text="The new group of a split, the kept one of a merger",
    )  # fmt: skip
    words = models.TextField(_("words to the members"), blank=True)
    is_told = models.BooleanField(_("tell the members by e-mail"), default=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    kept = models.JSONField(default=dict, help_text="What undoing left as it was: name -> how many")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.group}"


class MovedRow(models.Model):
    """An event, a conversation or another row that went along. ``name`` is that of its GroupRows."""

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="rows")
    name = models.CharField(max_length=30)
    key = models.BigIntegerField()
