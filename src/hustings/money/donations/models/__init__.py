"""Funds that people give to, what they declared, their gifts, and what has to go back."""

from hustings.money.donations.models.donations import Donation, State
from hustings.money.donations.models.donors import Donor
from hustings.money.donations.models.funds import Fund
from hustings.money.donations.models.plans import Plan
from hustings.money.donations.models.proposals import RefundProposal
