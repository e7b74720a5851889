"""Exercises: what somebody answered is theirs alone."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts.models import User


class Exercise(models.Model):
    """A fictional message shown to somebody, and their answer, which nobody else ever sees."""

    user = models.ForeignKey(User, models.CASCADE, related_name="mail_exercises")
    seed = models.PositiveIntegerField(help_text="Makes the message anew")
    kind = models.CharField(max_length=30)
    is_attack = models.BooleanField()
    shown_at = models.DateTimeField(default=timezone.now)
    said_attack = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        indexes = [models.Index(fields=["user", "-id"], name="incidents_exercises_of_one")]

    def __str__(self) -> str:
        return self.kind

    @property
    def is_right(self) -> bool:
        return self.said_attack == self.is_attack


class Taking(models.Model):
    """That somebody takes part in exercises, or wants no bulletins."""

    user = models.OneToOneField(User, models.CASCADE, related_name="incidents_taking")
    exercises_since = models.DateTimeField(null=True, blank=True)
    no_bulletin_since = models.DateTimeField(null=True, blank=True)
