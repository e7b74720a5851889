"""Problems that hold a mailing up, as codes; a server's own words stand beside them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """Every cause for which letters of a mailing wait, or it was paused or taken back by itself."""

    BOUNCES = "bounces", _("Too many letters came back for good: the mailing was paused by itself")
    BLOCKS = "blocks", _("Providers refuse too many letters because of us: the mailing was paused by itself")
    COMPLAINTS = "complaints", _("Too many readers complained of spam: the mailing was paused by itself")
    LEAVING = "leaving", _("Too many readers unsubscribed: the mailing was paused by itself")
    MISSED = (
        "missed",
        _(
            "It should have begun hours ago, while nothing ran here. Resume to let it leave now, or"
            " cancel it."
        ),
    )
    STOOD_STILL = (
        "stood_still",
        _("Letters have been due for hours, and none left. Resume to let them leave now, or cancel it."),
    )
    NO_SENDER = (
        "no_sender",
        _(
            "Whoever scheduled it may not send any more. Another one resumes it and answers for it, or"
            " cancels it."
        ),
    )
    UNAPPROVED = (
        "unapproved",
        _("It did not leave: somebody else has to look at it first, and nobody has approved it as it is."),
    )
    RESTORED = (
        "restored",
        _(
            "Paused because the campaign was restored from a backup: letters that left after the backup was"
            " made would leave a second time. Resume only if none did, else cancel."
        ),
    )
    TAKEN_OVER = "taken_over", _("Another worker took over")
    NO_SERVER = "no_server", _("The mail server can’t be used")
    SERVER_BUSY = "server_busy", _("The mail server takes nothing now")
    SENDER_REFUSED = "sender_refused", _("The mail server refuses the sender")
    ALL_REFUSED = "all_refused", _("The mail server refused many letters in a row")


def told(problem: str, said: str = "") -> str:
    """A problem in the language of who reads, and what the server said to it."""
    return ": ".join(filter(None, [str(dict(Problem.choices).get(problem, "")), said]))
