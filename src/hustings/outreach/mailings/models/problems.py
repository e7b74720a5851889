"""Problems that hold a mailing up, as codes; a server's own words stand beside them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """Every cause for which letters of a mailing wait, or it was paused or taken back by itself."""

    BOUNCES = "bounces", _("Paused automatically: too many hard bounces")
    BLOCKS = "blocks", _("Paused automatically: providers refuse too many e-mails because of our reputation")
    COMPLAINTS = "complaints", _("Paused automatically: too many spam complaints")
    LEAVING = "leaving", _("Paused automatically: too many unsubscribes")
    MISSED = (
        "missed",
        _("Sending didn’t start on time because the server was down. Resume to send it now, or cancel it."),
    )
    STOOD_STILL = (
        "stood_still",
        _("No e-mail has been sent for hours. Resume to send them now, or cancel it."),
    )
    NO_SENDER = (
        "no_sender",
        _("The person who scheduled it can’t send mailings any more. Someone else must resume or cancel it."),
    )
    UNAPPROVED = (
        "unapproved",
        _("Not sent: it still needs approval."),
    )
    RESTORED = (
        "restored",
        _(
            "Paused because the campaign was restored from a backup. E-mails sent after the "
            "backup would be sent twice. Resume only if there were none; otherwise cancel."
        ),
    )
    TAKEN_OVER = "taken_over", _("Another worker took over")
    NO_SERVER = "no_server", _("The mail server can’t be used")
    SERVER_BUSY = "server_busy", _("The mail server isn’t accepting e-mails right now")
    SENDER_REFUSED = "sender_refused", _("The mail server refuses the sender")
    ALL_REFUSED = "all_refused", _("The mail server refused many e-mails in a row")


def told(problem: str, said: str = "") -> str:
    """A problem in the language of who reads, and what the server said to it."""
    return ": ".join(filter(None, [str(dict(Problem.choices).get(problem, "")), said]))
