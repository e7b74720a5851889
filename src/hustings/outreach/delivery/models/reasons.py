"""Reasons of deliveries, as codes: why one was left out, refused or is unsure, and what a bounce says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NotSent(models.TextChoices):
    """Our own reasons, before and beside what comes back."""

    NO_CONSENT = "no_consent", _("No consent")
    NO_MAIL = "no_mail", _("Do not contact, or paused")
    OFF_TOPIC = "off_topic", _("Unsubscribed from this topic")
    NO_ADDRESS = "no_address", _("No working e-mail address")
    BAD_ADDRESS = "bad_address", _("Invalid address")
    PRESSED = "pressed", _("Limit of e-mails per person reached")
    REVOKED = "revoked", _("Consent or address was removed")  # between the claim and the moment of sending
    CANCELLED = "cancelled", _("The mailing was cancelled")
    STEP_REMOVED = "step_removed", _("Its step was removed")
    LEFT_SEQUENCE = "left_sequence", _("Left the sequence")
    SEQUENCE_ENDED = "sequence_ended", _("The sequence was ended")
    DEFERRED = "deferred", _("The mail server asked to try again later")
    REFUSED = "refused", _("The mail server refused it")
    WORKER_ENDED = "worker_ended", _("The worker stopped during sending")
    CUT_OFF = "cut_off", _("The connection was lost during sending")
    COUNTED = "counted", _("Was unknown; the team counted it as sent")


class Severity(models.TextChoices):
    """The severity of a bounce for the address."""

    HARD = "hard", _("hard bounce")  # it will not work tomorrow either
    SOFT = "soft", _("soft bounce")  # it may work tomorrow
    BLOCK = "block", _("blocked by the provider")  # it is about us, not about the person


class Reason(models.TextChoices):
    """Why a letter came back, or who complained."""

    UNKNOWN = "unknown", _("The mailbox doesn’t exist")
    CLOSED = "closed", _("The mailbox is closed or no longer used")
    NO_DOMAIN = "no_domain", _("The domain doesn’t exist or accepts no e-mail")
    FULL = "full", _("The mailbox is full")
    SILENT = "silent", _("The mail server can’t be reached")
    BUSY = "busy", _("The mail server is overloaded or has an error")
    LOOP = "loop", _("Mail loop: the address is forwarded incorrectly")
    TOO_LARGE = "too_large", _("The e-mail is too large")
    LISTED = "listed", _("Our mail server is blocklisted or has a bad reputation")
    SPAM = "spam", _("Rejected as spam")
    UNPROVEN = "unproven", _("Sender authentication failed (SPF, DKIM, DMARC)")
    TOO_MANY = "too_many", _("Too many e-mails at a time")
    POLICY = "policy", _("Against the provider’s policy")
    UNCLEAR = "unclear", _("No reason given")
    COMPLAINT = "complaint", _("The recipient reported it as spam")


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
