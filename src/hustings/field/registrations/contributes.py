"""Manifest of registrations: everything given to the other apps."""

from hustings.field.registrations import actions, conversations, schedules
from hustings.field.registrations.attendance import contributions as attendance
from hustings.foundation.contributions import Contribution
from hustings.people.signups import kinds

app = Contribution(
    attendance.part,
    conversations.part,
    schedules.part,
    kinds.kinds(actions.KIND),
)
