"""The headers of one message: who, when, to whom, and how it came."""

import re
from datetime import datetime

from mailguard.facts import Bulk, Facts, Mailbox
from mailguard.message import dates, limits, mailboxes, received
from mailguard.message.headers import Block, Header

# RFC 5322 3.6: each stands there at most once.
_ONCE = {"sender", "to", "cc", "bcc", "message-id", "in-reply-to", "references", "date", "mime-version"}
_OF_AUTHOR = {"from", "sender", "reply-to"}
_ID = re.compile(r"<([^<>\s]{1,998})>")
_BRACKETED = re.compile(r"<([^<>]{1,2000})>")


class _Fields:
    def __init__(self, block: Block) -> None:
        self.by_name: dict[str, list[Header]] = {}
        for header in block.headers:
            self.by_name.setdefault(header.name, []).append(header)
        self.problems: dict[str, None] = {}

    def value(self, name: str) -> str:
        found = self.by_name.get(name)
        return found[0].value if found else ""

    def raw(self, name: str) -> str:
        found = self.by_name.get(name)
        return found[0].raw if found else ""

    def mailboxes(self, name: str) -> tuple[Mailbox, ...]:
        found: list[Mailbox] = []
        for header in self.by_name.get(name, ())[:10]:
            some, problems = mailboxes.read(header.raw)
            found.extend(some)
            self.problems.update(
                dict.fromkeys(each for each in problems if name in _OF_AUTHOR or not each.startswith("name_"))
            )
        return tuple(found[: limits.MAILBOXES])


def read(block: Block) -> Facts:
    """What the headers of one message say."""
    fields = _Fields(block)
    from_ = fields.mailboxes("from")
    senders = fields.mailboxes("sender")
    moment = fields.raw("date")
    sent_at = dates.read(moment)
    _note(fields, from_, moment, sent_at)
    return Facts(
        headers=tuple((header.name, header.value) for header in block.headers),
        from_=from_,
        sender=senders[0] if senders else None,
        reply_to=fields.mailboxes("reply-to"),
        to=fields.mailboxes("to"),
        cc=fields.mailboxes("cc"),
        return_path=mailboxes.one(fields.raw("return-path")),
        subject=fields.value("subject")[:2_000],
        sent_at=sent_at,
        message_id=_identifier(fields.raw("message-id")),
        references=_references(fields),
        hops=tuple(received.read(header.raw) for header in fields.by_name.get("received", ())[: limits.HOPS]),
        bulk=_bulk(fields),
        problems=tuple(dict.fromkeys((*block.problems, *fields.problems))),
    )


def _note(fields: _Fields, from_: tuple[Mailbox, ...], moment: str, sent_at: datetime | None) -> None:
    problems = fields.problems
    counts = {name: len(found) for name, found in fields.by_name.items()}
    if not counts.get("from"):
        problems["from_missing"] = None
    elif not any(mailbox.address for mailbox in from_):
        problems["from_bad"] = None
    for name in ("from", "subject", "reply-to"):
        if counts.get(name, 0) > 1:
            problems[f"{name.replace('-', '_')}_twice"] = None
    if any(counts.get(name, 0) > 1 for name in _ONCE):
        problems["header_twice"] = None
    if not moment:
        problems["date_missing"] = None
    elif sent_at is None:
        problems["date_bad"] = None


def _identifier(raw: str) -> str:
    found = _ID.search(raw)
    return found[1] if found else raw.strip(" <>")[:998]


def _references(fields: _Fields) -> tuple[str, ...]:
    found = _ID.findall(fields.raw("references"))[:200]
    answered = _ID.findall(fields.raw("in-reply-to"))[:5]
    return tuple(dict.fromkeys((*found, *answered)))


def _bulk(fields: _Fields) -> Bulk:
    list_id = fields.value("list-id")
    bracketed = _BRACKETED.search(list_id)
    automatic = fields.raw("auto-submitted").strip().lower()
    return Bulk(
        list_id=(bracketed[1] if bracketed else list_id)[:255].strip().lower(),
        unsubscribe=tuple(each.strip() for each in _BRACKETED.findall(fields.raw("list-unsubscribe"))[:5]),
        is_one_click="one-click" in fields.raw("list-unsubscribe-post").lower(),
        has_post=bool(fields.raw("list-post")) and fields.raw("list-post").strip().lower() != "no",
        precedence=fields.raw("precedence").strip().lower()[:40],
        is_automatic=bool(automatic) and not automatic.startswith("no"),
        mailer=(fields.value("x-mailer") or fields.value("user-agent"))[:200],
    )
