"""Lessons of accepted opinions: examples without the mail, and the versions of what was learnt."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.security.incidents.models.incidents import Incident


class Lesson(models.Model):
    """One answered incident as signals and hashed words, no text; it goes with its accepted opinions."""

    incident = models.OneToOneField(Incident, models.CASCADE, related_name="lesson")
    is_attack = models.BooleanField()
    odds = models.FloatField(help_text="Log-odds of the verdict, before anything was taught")
    signals = models.JSONField(default=dict, help_text="Strength by name")
    words = models.JSONField(default=list, help_text="Numbers of hashed words")
    made_at = models.DateTimeField(default=timezone.now)


class Teaching(models.Model):
    """One version of what guards fetch; the newest counts."""

    made_at = models.DateTimeField(_("when"), default=timezone.now)
    key = models.CharField(max_length=64, help_text="Of the examples that it was made of")
    numbers = models.JSONField(default=dict, help_text="As profiles have them")
    n = models.PositiveIntegerField(default=0, help_text="Examples")
    n_before = models.PositiveIntegerField(default=0, help_text="Told right before anything was taught")
    n_after = models.PositiveIntegerField(default=0, help_text="Told right with it")
    n_unseen = models.PositiveIntegerField(default=0, help_text="Each told right by what the others teach")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def current(cls) -> "Teaching | None":
        """The newest version, None before the first."""
        return cls.objects.order_by("-pk").first()
