"""Manifest of registrations: everything given to the other apps."""

from hustings.field.registrations import actions, schedules
from hustings.foundation.contributions import Contribution
from hustings.people.signups import kinds

app = Contribution(
    schedules.part,
    kinds.kinds(actions.KIND),
)
