"""Scheduled jobs of the website."""

from hustings.foundation.jobs import schedule
from hustings.site.website import actions, notices
from hustings.site.website.discovery import orphan_pictures

part = schedule.jobs(
    schedule.daily(notices.note_changes, at="03:15", name="website.note_privacy_changes"),
    schedule.daily(actions.index_pages, at="04:10", name="website.index"),
    schedule.daily(actions.forget_figures, at="04:20", name="website.figures"),
    schedule.daily(orphan_pictures.remove_pictures, at="04:35", name="website.leftovers"),
)
