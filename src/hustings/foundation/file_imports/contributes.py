"""Manifest of files of lines: everything given to the other apps."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.contributions import Contribution
from hustings.foundation.file_imports import actions
from hustings.foundation.file_imports.uploads import actions as uploads
from hustings.foundation.jobs import schedule

app = Contribution(
    schedule.jobs(
        schedule.daily(
            actions.forget_old,
            _("Delete files that were never imported"),
            at="03:45",
            name="file_imports.forget_old",
        ),
        schedule.daily(
            uploads.forget_old, _("Delete old large files"), at="03:50", name="file_imports.forget_uploads"
        ),
    ),
)
