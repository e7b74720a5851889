"""The checks of mailings."""

from hustings.contributions import Contribution
from hustings.mailing.checks import (
    assassin,
    comments,
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

app = Contribution(
    known(
        *assassin.CHECKS,
        *comments.CHECKS,
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
    ),
)
