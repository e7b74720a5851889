"""Keys of other programs."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User, hashed
from hustings.foundation.accounts.rights import CHANGE_SETTINGS


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Questions about many keys."""

    def live(self) -> "ApiKeyQuerySet":
        lasting = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
        return self.filter(lasting, revoked_at=None, user__is_active=True)

    def of_secret(self, secret: str) -> "ApiKeyQuerySet":
        """Live key of this secret: one, or none."""
        return self.live().filter(digest=hashed(secret))

    def visible_to(self, user: Any) -> "ApiKeyQuerySet":
        """One's own; all for those who change the settings."""
        return self if access.may(user, CHANGE_SETTINGS) else self.filter(user=user.pk)


class ApiKey(models.Model):
    """A program's key. It may do what its scopes say, as far as its user may by then."""

    name = models.CharField(_("name"), max_length=100, help_text=_("The tool, and what it does with it"))
    user = models.ForeignKey(User, models.CASCADE, related_name="api_keys", verbose_name=_("acts for"))
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    ends_on = models.DateField(_("valid until"), null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> tuple[str, object]:
        """A code and its words."""
        if self.revoked_at:
            return "off", pgettext_lazy("API key", "revoked")
        if self.ends_on and self.ends_on < timezone.localdate():
            return "off", pgettext_lazy("API key", "expired")
        return "live", pgettext_lazy("API key", "active")
