"""Named questions about people."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.people.persons.rights import CHANGE_PEOPLE


class SegmentQuerySet(models.QuerySet["Segment"]):
    """Questions about many segments."""

    def visible_to(self, user: Any) -> "SegmentQuerySet":
        return self.filter(models.Q(is_shared=True) | models.Q(user=user) | models.Q(user=None))


class Segment(models.Model):
    """Those people who meet the criteria, at the moment one asks."""

    name = models.CharField(_("name"), max_length=100)
    criteria = models.JSONField(default=dict, help_text="See hustings.people.segments.criteria")
    is_shared = models.BooleanField(_("shared with the team"), default=True)
    note = models.CharField(_("used for"), max_length=300, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def may_be_seen_by(self, user: Any) -> bool:
        return self.is_shared or self.user_id in {None, user.pk}

    def may_be_changed_by(self, user: Any) -> bool:
        """What one made oneself may be changed and removed; others' only without a limit of territory."""
        if not self.may_be_seen_by(user) or not access.may(user, CHANGE_PEOPLE):
            return False
        return self.user_id == user.pk or access.everywhere(user, CHANGE_PEOPLE)
