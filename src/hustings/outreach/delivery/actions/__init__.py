"""Delivery: actions, one file each."""

from hustings.outreach.delivery.actions.unsure import count_unsure_as_sent, send_unsure_again
