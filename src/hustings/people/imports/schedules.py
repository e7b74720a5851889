"""Scheduled work on imports."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.people.imports.actions import imports

part = schedule.jobs(
    schedule.daily(
        imports.put_old_away,
        _("Delete the files of old imports"),
        at="03:40",
        name="imports.put_old_imports_away",
    ),
    schedule.daily(
        imports.delete_strays,
        _("Delete leftovers of interrupted imports"),
        at="03:50",
        name="imports.delete_strays_of_imports",
    ),
)
