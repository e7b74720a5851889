"""Plans whose teams see on their phones what the others did."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from hustings.field.turfs.models import Plan


class SharedBoard(models.Model):
    """Leave for the teams of a plan to see each other's figures; without a row, HQ alone does."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    shared_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.plan)
