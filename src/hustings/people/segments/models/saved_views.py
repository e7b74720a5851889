"""Saved views of the list of people."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.people.persons.models.saved_choices import Plan
from hustings.people.persons.rights import CHANGE_PEOPLE


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
