"""Channels, payments, mandates, what was told of them, and how they reach the bank."""

from hustings.money.payments.models.channels import Channel
from hustings.money.payments.models.events import Event
from hustings.money.payments.models.mandates import Mandate
from hustings.money.payments.models.payments import Dispute, Payment, State
from hustings.money.payments.models.payouts import Payout
from hustings.money.payments.models.refunds import Refund
from hustings.money.payments.models.slips import Batch, Slip
