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


_CALL_THEM = mark("Do nothing that it asks. Call the person on a number that you know already.")
_MONEY = mark(
    "Pay nothing and change no account. Call the person or the firm on a number that you know already."
)
_PASSWORD = mark(
    "Follow no link and type no password. If the matter may be real, open the service as you always do."
)
_BY_CLASS: Final = {
    "phish": Scene(
        mark("This looks like an attempt to steal a log-in."),
        _PASSWORD,
        mark("It pretends to come from {who} and is after a log-in."),
    ),
    "impersonation": Scene(
        mark("Somebody seems to pose as a person or an organisation that you trust."),
        _CALL_THEM,
        mark("It pretends to come from {who}."),
    ),
    "malware": Scene(
        mark("This carries something that could take over your computer."),
        mark("Open nothing that is attached and report it."),
        mark("It pretends to come from {who} and carries something dangerous."),
    ),
    "spam": Scene(
        mark("This looks like unwanted bulk mail."),
        mark("Delete it, or leave it where it is."),
        mark("It uses the name of {who}."),
    ),
    "clean": Scene(mark("Nothing dangerous was found."), mark("Nothing needs to be done.")),
    UNREAD: Scene(
        mark("Nothing dangerous was found, but a part of it could not be read."),
        mark("Open it only if you expect it; else ask the sender on a way that you know already."),
    ),
}
# The true mailbox of somebody we know, and yet evidence against it.
BROKEN_INTO: Final = Scene(
    mark("It comes from the true mailbox of somebody you know, but somebody else may be writing there."),
    _CALL_THEM,
    mark("It comes from the true mailbox of {who}, but somebody else may be writing there."),
)
_BAIT = Scene(
    mark("It touches a bait that only somebody who looks for victims can know."),
    mark("Follow nothing in it, and tell the person in charge of your mail."),
)
_FEAR = Scene(
    mark("It tries to frighten you into paying."), mark("Pay nothing, do not answer, and report it.")
)
_PHONE = Scene(
    mark("It wants you to call a number where somebody will ask for secrets or money."),
    mark(
        "Call no number that stands in it. If the matter may be real, take the number that you know already."
    ),
    mark("It uses the name of {who} and wants you to call a number."),
)
_PAY = Scene(
    mark("This looks like an attempt to get at money."),
    _MONEY,
    mark("It pretends to come from {who} and is after money."),
)
_PARCEL = Scene(
    mark("This looks like a false notice of a delivery, after card data or a log-in."),
    mark("Follow no link and pay nothing. If you expect a parcel, look it up at the carrier yourself."),
    mark("It pretends to come from {who} about a delivery, and is after card data or a log-in."),
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
