"""Advice on what somebody is after: a scene by the heaviest signals, else by the class."""

from dataclasses import dataclass
from typing import Final

from mailguard.i18n import mark
from mailguard.verdict import UNREAD, Verdict


@dataclass(frozen=True, slots=True)
class Scene:
    """``posing`` is the headline where the message uses somebody's name ({who}), ``headline`` else."""

    headline: str
    advice: str
    posing: str = ""


_CALL_THEM = mark("Don't do what it asks. Call the person on a number you already know.")
_MONEY = mark(
    "Don't pay anything or change bank details. Call the person or company on a number you already know."
)
_PASSWORD = mark(
    "Don't click any link or enter a password. If it may be genuine, open the service as you usually do."
)
_BY_CLASS: Final = {
    "phish": Scene(
        mark("This looks like an attempt to steal a password."),
        _PASSWORD,
        mark("It pretends to come from {who} to steal a password."),
    ),
    "impersonation": Scene(
        mark("The sender seems to pose as a person or organisation that you trust."),
        _CALL_THEM,
        mark("It pretends to come from {who}."),
    ),
    "malware": Scene(
        mark("This contains something that could take over your computer."),
        mark("Don't open any attachment, and report it."),
        mark("It pretends to come from {who} and contains something dangerous."),
    ),
    "spam": Scene(
        mark("This looks like spam."),
        mark("You can delete it."),
        mark("It uses the name of {who}."),
    ),
    "clean": Scene(mark("Nothing dangerous was found."), mark("Nothing to do.")),
    UNREAD: Scene(
        mark("Nothing dangerous was found, but part of it could not be checked."),
        mark("Open it only if you expect it. If not, ask the sender through a contact you already know."),
    ),
}
# The true mailbox of somebody we know, and yet evidence against it.
BROKEN_INTO: Final = Scene(
    mark("It comes from the real mailbox of someone you know, but the mailbox may be hacked."),
    _CALL_THEM,
    mark("It comes from the real mailbox of {who}, but the mailbox may be hacked."),
)
_BAIT = Scene(
    mark("It uses a decoy address that only an attacker can know."),
    mark("Don't click anything in it, and tell your security lead."),
)
_FEAR = Scene(mark("It tries to scare you into paying."), mark("Don't pay, don't reply, and report it."))
_PHONE = Scene(
    mark("It wants you to call a number where you will be asked for secrets or money."),
    mark("Don't call any number in it. If it may be genuine, use a number you already know."),
    mark("It uses the name of {who} and wants you to call a number."),
)
_PAY = Scene(
    mark("This looks like an attempt to get money."),
    _MONEY,
    mark("It pretends to come from {who} to get money."),
)
_PARCEL = Scene(
    mark("This looks like a fake delivery notice that tries to get your card details or password."),
    mark("Don't click any link or pay anything. If you expect a parcel, check on the carrier's own website."),
    mark("It pretends to come from {who} about a delivery, to get your card details or password."),
)
# The first that a message has among its strongest signals is told; none of them makes malware harmless.
_BY_SIGNAL: Final[dict[str, Scene]] = {
    "decoy_touched": _BAIT,
    "extorts": _FEAR,
    "threat_from_stranger": _FEAR,
    "asks_to_call": _PHONE,
    "call_from_stranger": _PHONE,
    "bank_account_changed": _PAY,
    "asks_to_change_account": _PAY,
    "asks_for_gift_cards": _PAY,
    "asks_for_payment": _PAY,
    "dues_from_stranger": _PAY,
    "account_from_stranger": _PAY,
    "lures_with_delivery": _PARCEL,
}
_AMONG = 5  # strongest signals in which the purpose is looked for
_TRUE = {"insider_verified", "partner_verified"}
_POSES = {
    "insider_name_elsewhere", "insider_signature", "lookalike_sender", "local_part_mimics", "brand_claimed",
    "name_hides_address", "partner_claimed", "authority_claimed", "own_domain_unproven",
    "name_known_elsewhere", "insider_hinted",
}  # fmt: skip


def is_broken_into(verdict: Verdict) -> bool:
    """Whether an attack comes from where the author truly writes, and poses as nobody else."""
    names = {signal.name for signal in verdict.signals}
    is_attack = verdict.action > 0 and verdict.kind in {"phish", "impersonation", "malware"}
    return is_attack and bool(names & _TRUE) and not names & _POSES


def scene(verdict: Verdict, strongest: list[str]) -> Scene:
    """The scene of a verdict; ``strongest`` are the names of the signals against it, in their order."""
    if verdict.kind in {"malware", UNREAD} or verdict.action == 0:
        return _BY_CLASS[verdict.kind]
    if is_broken_into(verdict):
        return BROKEN_INTO
    if verdict.kind == "spam":
        return _BY_CLASS["spam"]
    purposes = (_BY_SIGNAL[name] for name in strongest[:_AMONG] if name in _BY_SIGNAL)
    return next(purposes, _BY_CLASS[verdict.kind])
