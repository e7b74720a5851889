"""Deeds on payments."""

from hustings.money.payments.actions.charges import charge
from hustings.money.payments.actions.refunds import refund
