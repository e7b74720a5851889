"""Common base of saved choices: how a file is read, what goes out, how the list looks."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PlanQuerySet(models.QuerySet[Any]):
    """Questions about saved choices."""

    def visible_to(self, user: Any) -> "PlanQuerySet":
        return self.filter(models.Q(user=user) | models.Q(is_shared=True))


class Plan(models.Model):
    """The common base of all saved choices."""

    name = models.CharField(_("name"), max_length=100)
    is_shared = models.BooleanField(_("shared with the team"), default=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
