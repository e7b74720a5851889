"""What this app does again and again."""

from hustings.jobs import schedule
from hustings.website import actions, leftovers, notices

schedule.daily(at="03:15", name="website.note_privacy_changes")(notices.note_changes)
schedule.daily(at="04:10", name="website.index")(actions.index_pages)
schedule.daily(at="04:20", name="website.figures")(actions.forget_figures)
schedule.daily(at="04:35", name="website.leftovers")(leftovers.remove_pictures)
