"""Manifest of the ledger: everything given to the other apps."""

from hustings.foundation.accounts import roles
from hustings.foundation.contributions import Contribution
from hustings.money.ledger import rights

app = Contribution(roles.rights(*rights.RIGHTS))
