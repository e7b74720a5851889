"""The checks of every mailing, in the order in which pages show them."""

from hustings.mailing.checks import (
    assassin,
    guard,
    lawful,
    letters,
    links,
    nobodys,
    posture,
    readers,
    sender,
    websites,
    weight,
    words,
)
from hustings.mailing.checks.registry import known

part = known(
    *assassin.CHECKS,
    *guard.CHECKS,
    *lawful.CHECKS,
    *letters.CHECKS,
    *links.CHECKS,
    *nobodys.CHECKS,
    *posture.CHECKS,
    *readers.CHECKS,
    *sender.CHECKS,
    *websites.CHECKS,
    *weight.CHECKS,
    *words.CHECKS,
)
