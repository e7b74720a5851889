"""Pages of the archive that may be shown by now."""

from hustings.jobs import schedule
from hustings.mailing.archive import keeping

part = schedule.deeds(
    schedule.every(keeping.show_due, minutes=1, name="mailing.show_archived"),
)
