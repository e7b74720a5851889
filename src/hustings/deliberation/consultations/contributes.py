"""Manifest of consultations: everything given to the other apps."""

from hustings.deliberation.consultations import actions, rights
from hustings.deliberation.consultations.people import told
from hustings.foundation.accounts import roles
from hustings.foundation.contributions import Contribution
from hustings.people.signups import kinds

app = Contribution(
    roles.rights(*rights.RIGHTS),
    kinds.kinds(actions.KIND),
    told.part,
)
