"""Pages of the archive that may be shown by now."""

from hustings.foundation.jobs import schedule
from hustings.outreach.archive import publication

part = schedule.jobs(
    schedule.every(publication.show_due, minutes=1, name="archive.show_archived"),
)
