"""References to the letter a message is about: only a proof of ours counts, for anybody can write here."""

import re
from collections.abc import Iterable, Iterator

from hustings.outreach.bounces.reports import Answer
from hustings.outreach.delivery import return_paths
from hustings.outreach.emails import delivery_tokens, message_ids
from mailguard.identifiers import addresses as mailboxes
from mailguard.message import mailboxes as headers
from mailguard.message.mime import Node

PARTS = 60
ANSWERED = 20  # names that are looked at
SHOWN = 60_000  # characters of a letter's headers
_VALUE = 2_000  # of one field
_ENVELOPE = {"delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "apparently-to", "to", "cc"}
_LETTER_PARTS = {"text/rfc822-headers", "message/global-headers", "message/rfc822-headers"}
_UNSUBSCRIBE = re.compile(r"/u/([A-Za-z0-9_-]{31})(?=/|\s|>|$)")
_MESSAGE_ID = re.compile(r"<[^<>\s]{3,250}>")
_LEAVE = re.compile(r"\s*unsubscribe\s+([A-Za-z0-9_-]{31})\s*", re.IGNORECASE)


def of_envelope(root: Node, recipient: str) -> int | None:
    return return_paths.found_in([recipient, *recipients(root)])


def recipients(root: Node) -> list[str]:
    """The fields that name who it was for."""
    return [header.raw[:_VALUE] for header in root.block.headers if header.name in _ENVELOPE][:30]


def of_letter(root: Node) -> int | None:
    return next((named for texts in _letters(root) if (named := in_texts(texts)) is not None), None)


def _letters(root: Node) -> Iterator[list[str]]:
    waiting = [root]
    for _n in range(PARTS):
        if not waiting:
            return
        node = waiting.pop(0)
        waiting += node.children
        if node.message is not None:
            yield [header.raw[:_VALUE] for header in node.message.block.headers[:200]]
            waiting.append(node.message)
        elif node.type in _LETTER_PARTS or node.type == "message/feedback-report":
            text = node.content[:SHOWN].decode("utf-8", "replace")
            yield [text.replace("\n ", " ").replace("\n\t", " ")]


def of_texts(root: Node) -> int | None:
    """The delivery of a letter that stands in the text of the message itself, below the words of a server."""
    texts = (node.content[:SHOWN] for node in root.walk() if node.type in {"text/plain", "text/html"})
    return in_texts(text.decode("utf-8", "replace") for text in texts)


def in_texts(texts: Iterable[str]) -> int | None:
    """The delivery that one of these texts names: by the sender's address, else the link for leaving."""
    texts = list(texts)
    if (delivery := return_paths.found_in(texts)) is not None:
        return delivery
    for text in texts:
        for match in list(_UNSUBSCRIBE.finditer(text))[:5]:
            if delivery := delivery_tokens.read(match[1]):
                return delivery
    return None


def leaving(root: Node) -> int | None:
    """RFC 2369: of a mail to the address for leaving, whose subject a mail program has filled in."""
    subject = root.block.first("subject")
    found = _LEAVE.fullmatch(subject.value) if subject else None
    return (delivery_tokens.read(found[1]) or None) if found else None


def of_answer(root: Node, recipient: str) -> Answer | None:
    """Which letter somebody answers, and from where; None where it doesn't say, or is from several."""
    sender = root.block.first("from")
    found = [each.address for each in headers.read(sender.raw[:_VALUE])[0] if each.address] if sender else []
    names = _answered(root)
    if len(found) != 1 or not (key := mailboxes.key_of(found[0])):
        return None
    read = (message_ids.read(each) for each in names)
    delivery = next((each for each in read if each is not None), None)
    if delivery is None:
        delivery = of_envelope(root, recipient)
    return Answer(key, delivery, names) if names or delivery is not None else None


def _answered(root: Node) -> tuple[str, ...]:
    """RFC 5322, 3.6.4: what it answers, then what that had answered, the last first."""
    texts = [header.raw for name in ("in-reply-to", "references") if (header := root.block.first(name))]
    named = [_MESSAGE_ID.findall(text[-10 * _VALUE :])[::-1] for text in texts]
    return tuple(dict.fromkeys(each for some in named for each in some))[:ANSWERED]
