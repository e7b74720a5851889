"""Access log of people's data, and unlocks of contact data for a while."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models.persons import Person


class Look(models.Model):
    """That a user saw a person's data: one row for a day and a way, however often."""

    class How(models.TextChoices):
        RECORD = "record", _("opened the record")
        LIST = "list", _("saw contact data in a list")
        CALL = "call", _("saw the number to call")
        DOWNLOAD = "download", _("exported the data")

    person = models.ForeignKey(Person, models.CASCADE, related_name="looks", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_constraint=False
    )
    day = models.DateField()
    how = models.CharField(max_length=10, choices=How)
    n = models.PositiveIntegerField(default=1, help_text="How often that day")
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("access")
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "user", "day", "how"], name="one_look_per_day"),
        ]


class UnlockQuerySet(models.QuerySet["Unlock"]):
    """Questions about many unlockings."""

    def live(self, user: Any) -> "UnlockQuerySet":
        """Those that let ``user`` see contact data now."""
        return self.filter(user=user, ends_at__gt=timezone.now())


class Unlock(models.Model):
    """That somebody with rights in a territory asked to see contact data for a while, and why."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="unlocks")
    reason = models.CharField(_("reason"), max_length=300)
    began_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"))

    objects = UnlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("access to contact data")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.reason
