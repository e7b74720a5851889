"""The checks of every mailing, in the order in which pages show them."""

from hustings.outreach.preflight.checks import (
    legal,
    letters,
    links,
    mail_guard,
    readers,
    sender,
    sending_domain,
    spam_assassin,
    trap_addresses,
    websites,
    weight,
    wording,
)
from hustings.outreach.preflight.registry import known

part = known(
    *spam_assassin.CHECKS,
    *mail_guard.CHECKS,
    *legal.CHECKS,
    *letters.CHECKS,
    *links.CHECKS,
    *trap_addresses.CHECKS,
    *sending_domain.CHECKS,
    *readers.CHECKS,
    *sender.CHECKS,
    *websites.CHECKS,
    *weight.CHECKS,
    *wording.CHECKS,
)
