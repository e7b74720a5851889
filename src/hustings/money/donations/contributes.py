"""Manifest of donations: everything given to the other apps."""

from hustings.foundation.contributions import Contribution
from hustings.money.donations import schedules
from hustings.money.donations.tasks import check_later
from hustings.people.duplicates.merging import derived_rows

app = Contribution(schedules.part, derived_rows.readers(check_later))
