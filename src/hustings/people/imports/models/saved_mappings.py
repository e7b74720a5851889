"""Saved mappings of imports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models.saved_choices import Plan


class ImportPlan(Plan):
    """A saved mapping of columns to targets, for files of the same make."""

    columns = models.JSONField(default=list, help_text="The names of the columns it was made for")
    mapping = models.JSONField(default=dict, help_text="column -> target")
    options = models.JSONField(default=dict, help_text="See hustings.people.imports.columns.options")

    class Meta(Plan.Meta):
        verbose_name = _("saved mapping")
