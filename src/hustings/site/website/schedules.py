"""Scheduled jobs of the website."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.site.website import actions, notices
from hustings.site.website.discovery import orphan_pictures

part = schedule.jobs(
    schedule.daily(
        notices.note_changes,
        _("Record changes of the privacy notice"),
        at="03:15",
        name="website.note_privacy_changes",
    ),
    schedule.daily(actions.index_pages, _("Rebuild the site’s search"), at="04:10", name="website.index"),
    schedule.daily(
        actions.forget_figures, _("Delete old audience figures"), at="04:20", name="website.figures"
    ),
    schedule.daily(
        orphan_pictures.remove_pictures, _("Delete unused share images"), at="04:35", name="website.leftovers"
    ),
)
