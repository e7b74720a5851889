"""Saved exports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models.saved_choices import Plan


class ExportPlan(Plan):
    """A saved choice of groups of columns, and how the file is written."""

    columns = models.JSONField(default=list, help_text="Keys of hustings.people.privacy.export_rows.groups")
    format = models.CharField(max_length=10, default="csv")
    delimiter = models.CharField(max_length=1, default=",")

    class Meta(Plan.Meta):
        verbose_name = _("saved export")
