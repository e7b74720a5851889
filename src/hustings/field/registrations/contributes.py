"""Manifest of registrations: everything given to the other apps."""

from hustings.field.registrations import actions, schedules
from hustings.field.registrations.attendance import contributions as attendance
from hustings.field.registrations.reports import contributions as reports
from hustings.foundation.contributions import Contribution
from hustings.people.signups import kinds

app = Contribution(
    attendance.part,
    reports.part,
    schedules.part,
    kinds.kinds(actions.KIND),
)
