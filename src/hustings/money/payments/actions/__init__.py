"""Deeds on payments."""

from hustings.money.payments.actions.by_hand import BY_HAND, give_up, note_arrival, record
from hustings.money.payments.actions.channels import change_channel, open_channel, resume, turn
from hustings.money.payments.actions.charges import charge
from hustings.money.payments.actions.refunds import close_failed, is_by_provider, refund
