"""Kinds of letters: the words of each. Apps above add theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from hustings.foundation.campaigns.mails import Words, link
from hustings.foundation.contributions import Registry
from hustings.networks.initiatives.models import Application, Letter

Says = Callable[[Letter], Words | None]  # in the language of its reader; None: it is true no more


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A name, and what a letter of it says."""

    name: str
    says: Says


kinds = Registry[LetterKind]("initiatives.letter_kinds.kinds", key=attrgetter("name"))


def to_applicant(row: Application, subject: str, lines: list[str], button: str) -> Words:
    """Words to an applicant; the button leads to the page of the application."""
    return Words(
        subject % {"call": row.round.call}, lines, button, link("initiatives:application", row.link_token)
    )
