"""Deeds at the bank."""

from hustings.money.banking.actions.deposits import (
    collect,
    deposit,
    deposited,
    file_of,
    take_back,
    to_deposit,
    void,
    void_file,
)
from hustings.money.banking.actions.statements import bring, confirm, set_aside, unmatch
