"""Reasons of deliveries, as codes: why one was left out, refused or is unsure, and what a bounce says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NotSent(models.TextChoices):
    """Our own reasons, before and beside what comes back."""

    NO_CONSENT = "no_consent", _("No consent any more")
    NO_MAIL = "no_mail", _("They want no mail now")
    OFF_TOPIC = "off_topic", _("They want no mails of this topic")
    NO_ADDRESS = "no_address", _("No address that can be written to")
    BAD_ADDRESS = "bad_address", _("The address can’t be used")
    PRESSED = "pressed", _("They got as many mails lately as anybody should")
    REVOKED = "revoked", _("No consent or address any more")  # between the claim and the moment of sending
    CANCELLED = "cancelled", _("The mailing was cancelled")
    STEP_REMOVED = "step_removed", _("Its step was removed")
    LEFT_SEQUENCE = "left_sequence", _("They left the sequence")
    SEQUENCE_ENDED = "sequence_ended", _("The sequence was ended")
    DEFERRED = "deferred", _("The mail server asked for another try later")
    REFUSED = "refused", _("The mail server refused it")
    WORKER_ENDED = "worker_ended", _("The worker ended while the letter was on the wire")
    CUT_OFF = "cut_off", _("The connection ended in mid-letter")
    COUNTED = "counted", _("It was unsure; the team counted it as handed over")


class Severity(models.TextChoices):
    """The severity of a bounce for the address."""

    HARD = "hard", _("lasting")  # it will not work tomorrow either
    SOFT = "soft", _("passing")  # it may work tomorrow
    BLOCK = "block", _("blocked")  # it is about us, not about the person


class Reason(models.TextChoices):
    """Why a letter came back, or who complained."""

    UNKNOWN = "unknown", _("There is no such mailbox")
    CLOSED = "closed", _("The mailbox is closed or no longer used")
    NO_DOMAIN = "no_domain", _("The domain does not exist or takes no mail")
    FULL = "full", _("The mailbox is full")
    SILENT = "silent", _("The mail server can’t be reached")
    BUSY = "busy", _("The mail server has no time or a fault")
    LOOP = "loop", _("The mail goes in circles: an address is forwarded wrongly")
    TOO_LARGE = "too_large", _("The letter is too large for them")
    LISTED = "listed", _("Our mail server is on a blocklist or has a bad name with them")
    SPAM = "spam", _("They take the letter for spam")
    UNPROVEN = "unproven", _("They miss proof that we are the sender (SPF, DKIM, DMARC)")
    TOO_MANY = "too_many", _("They want fewer letters at a time")
    POLICY = "policy", _("A rule of theirs forbids it")
    UNCLEAR = "unclear", _("They don’t say why")
    COMPLAINT = "complaint", _("The reader complained of spam")


_ABOUT_US = {
    Reason.LISTED, Reason.SPAM, Reason.UNPROVEN, Reason.TOO_MANY, Reason.POLICY, Reason.TOO_LARGE,
}  # fmt: skip
# Where they say so for good; a 4xx of the kind means that the receiver has a fault, not the mailbox.
_LASTING = {Reason.UNKNOWN, Reason.CLOSED, Reason.NO_DOMAIN}


def severity_of(reason: Reason) -> Severity:
    """How lasting a reason is."""
    if reason in _ABOUT_US:
        return Severity.BLOCK
    return Severity.HARD if reason in _LASTING else Severity.SOFT


_LABELS = dict([*NotSent.choices, *Reason.choices])


def told(reason: str) -> str:
    """A reason in the language of who reads; nothing of a letter that waits."""
    return str(_LABELS.get(reason, ""))


def because(reason: str, said: str = "") -> dict[str, str]:
    """The columns of a delivery that say why, whatever stood there; ``said``: the words of a server."""
    return {"reason": reason, "said": said[:300]}
