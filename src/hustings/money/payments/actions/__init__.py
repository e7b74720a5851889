"""Deeds on payments."""

from hustings.money.payments.actions.channels import change_channel, open_channel, turn
from hustings.money.payments.actions.charges import charge
from hustings.money.payments.actions.deposits import (
    BY_HAND,
    collect,
    deposit,
    deposited,
    file_of,
    record,
    to_deposit,
)
from hustings.money.payments.actions.refunds import refund
from hustings.money.payments.actions.statements import bring, confirm, set_aside, unmatch
