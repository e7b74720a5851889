"""Choices that somebody wants to make again: how a file is read, what goes out, how the list looks."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.accounts import access
from hustings.people.rights import CHANGE_PEOPLE


class PlanQuerySet(models.QuerySet[Any]):
    """Questions about saved choices."""

    def visible_to(self, user: Any) -> "PlanQuerySet":
        """One's own and the shared ones."""
        return self.filter(models.Q(user=user) | models.Q(is_shared=True))


class Plan(models.Model):
    """What all saved choices have in common."""

    name = models.CharField(_("name"), max_length=100)
    is_shared = models.BooleanField(_("for all of the team"), default=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class ImportPlan(Plan):
    """Which column fills what, for files of the same make."""

    columns = models.JSONField(default=list, help_text="The names of the columns it was made for")
    mapping = models.JSONField(default=dict, help_text="column -> target")
    options = models.JSONField(default=dict, help_text="See hustings.people.importing.options")

    class Meta(Plan.Meta):
        verbose_name = _("saved mapping")


class ExportPlan(Plan):
    """Which groups of columns go out, and how the file is written."""

    columns = models.JSONField(default=list, help_text="Keys of hustings.people.exporting.groups")
    format = models.CharField(max_length=10, default="csv")
    delimiter = models.CharField(max_length=1, default=",")

    class Meta(Plan.Meta):
        verbose_name = _("saved export")


class SavedView(Plan):
    """The list of people as somebody set it up."""

    query = models.TextField(blank=True, help_text="Filters and order, as the list's address holds them")
    columns = models.JSONField(default=list, help_text="Names of the columns shown, in order")

    class Meta(Plan.Meta):
        verbose_name = _("saved view")

    def may_be_changed_by(self, user: Any) -> bool:
        """What one made oneself; what others share only with a right on people everywhere."""
        if self.user_id == user.pk:
            return True
        return self.is_shared and access.everywhere(user, CHANGE_PEOPLE)


class FirstView(models.Model):
    """With which saved view the list begins for somebody."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="first_for")

    def __str__(self) -> str:
        return str(self.view)
