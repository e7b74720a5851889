"""Whether a mail is the one that an order speaks of, or of its attack. Pure.

Attackers can copy all of a true mail, not put their part into it: so only bytes count alone, and every host
and file of the ordered mail must be there.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mailguard.agents.platform.commands import Order

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mail:
    """What is compared: ``digests`` of the same message, its Message-ID, its traits as pairs."""

    digests: frozenset[str]
    message_id: str
    traits: frozenset[Pair]


def bare(message_id: str) -> str:
    return message_id.strip().removeprefix("<").removesuffix(">")


def fits(order: Order, mail: Mail) -> bool:
    """The same bytes; or the same Message-ID and traits that agree; where the order asks for what is alike,
    or names nothing but traits, those are enough."""
    if order.sha256 and order.sha256 in mail.digests:
        return True
    if not order.alike:
        if order.message_id:
            if bare(order.message_id) != bare(mail.message_id) or not _is_by_one(order, mail):
                return False
        elif order.sha256:
            return False
    return agree(((each.kind, each.value) for each in order.traits), mail.traits)


def _is_by_one(order: Order, mail: Mail) -> bool:
    """Whether nothing says that another wrote it: one message has one author, however many got it."""
    authors = {(each.kind, each.value) for each in order.traits if each.kind == "sender"}
    return not authors or bool(authors & mail.traits)


def agree(attack: Iterable[Pair], mail: Collection[Pair]) -> bool:
    """Whether a mail has all hosts and files of the attack and, shared with it, a file, or words of the lure
    and the author or a host."""
    wanted = frozenset(attack)
    if not {each for each in wanted if each[0] in {"host", "file"}} <= frozenset(mail):
        return False
    shared = {kind for kind, value in wanted & frozenset(mail) if not value.startswith("@")}
    return "file" in shared or ("lure" in shared and bool(shared & {"sender", "host"}))


def varies(attack: Iterable[Pair], mail: Collection[Pair]) -> bool:
    """Whether a mail has the words of the attack, nearly all of them, and a host or file of its own in the
    place of the attack's. That alone proves nothing: it asks for another look."""
    wanted, there = frozenset(attack), frozenset(mail)
    if agree(wanted, there):
        return False
    lures = {each for each in wanted if each[0] == "lure"}
    is_near = len(lures & there) >= max(1, len(lures) // 2)
    parts = [{each for each in one if each[0] in {"host", "file"}} for one in (wanted, there)]
    return bool(lures) and is_near and bool(parts[0]) and bool(parts[1] - parts[0])


def telling(traits: Iterable[Pair]) -> list[str]:
    """The values by which mail of the same attack can be found: it shares one of them."""
    return [value for kind, value in traits if kind in {"lure", "file"}]
