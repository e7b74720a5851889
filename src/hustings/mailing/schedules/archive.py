"""Pages of the archive that may be shown by now."""

from hustings.jobs import schedule
from hustings.mailing.archive import keeping

schedule.every(minutes=1, name="mailing.show_archived")(keeping.show_due)
