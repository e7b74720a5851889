"""Reasons why something is not written into the books."""

from hustings.people.persons.refusals import Refused


class NotPosted(Refused):
    """The books stay as they are; the message says why."""


class NothingToPost(NotPosted):
    """There is no transfer, or its amount is not above zero."""


class TooLarge(NotPosted):
    """An amount is no amount of a campaign."""


class SameAccount(NotPosted):
    """A transfer would lead from an account to itself."""


class OtherBooks(NotPosted):
    """An account or entry is of other books."""


class AccountClosed(NotPosted):
    """An account takes no more entries."""


class PeriodClosed(NotPosted):
    """The day lies in a closed period."""


class OutsideBooks(NotPosted):
    """The day lies before the books were opened or after they were closed."""


class InFuture(NotPosted):
    """The day has not come yet."""


class NoSuchJournal(NotPosted):
    """The plan of these books has no such journal."""


class AlreadyReversed(NotPosted):
    """The entry has been reversed, or is a reversal itself."""


class HasOrigin(NotPosted):
    """A donation, payment or expense is corrected, and the entries follow."""


class SourceTaken(NotPosted):
    """Another entry has this source, and says something else."""
