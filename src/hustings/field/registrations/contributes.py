"""Manifest of registrations: everything given to the other apps."""

from hustings.field.registrations import actions, after_data, schedules
from hustings.field.registrations.attendance import contributions as attendance
from hustings.field.registrations.invitations import contributions as invitations
from hustings.field.registrations.reports import contributions as reports
from hustings.field.registrations.speakers import contributions as speakers
from hustings.foundation.contributions import Contribution
from hustings.people.signups import kinds

app = Contribution(
    attendance.part,
    reports.part,
    invitations.part,
    speakers.part,
    after_data.part,
    schedules.part,
    kinds.kinds(actions.KIND),
)
