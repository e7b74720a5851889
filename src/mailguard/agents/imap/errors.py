"""Why a mailbox can't be watched at the moment, as sentences."""

from mailguard.i18n import Complaint


class Trouble(Complaint):
    """Somebody has to mend something: it is tried again, but seldom. Unforeseen is what we did wrong."""

    is_foreseen = True


class Unreachable(Trouble):
    """It may be over soon."""


class LoginRefused(Trouble):
    """The server doesn't take what we have; asked too often it might lock the mailbox."""
