"""Facts for tests, made from what a test wants to say. Everybody in them is invented."""

from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from mailguard.facts import Facts, Link, Mailbox
from mailguard.identifiers import domain_names
from mailguard.signals import registry


def mailbox(text: str) -> Mailbox:
    """``Nora Valbrune <nora@example.org>`` as a mailbox."""
    name, address = parseaddr(text)
    return Mailbox(name, address)


def link(url: str, text: str = "", **values: Any) -> Link:
    """A link that a reader may click; ``where`` is an <a> unless said."""
    values.setdefault("where", "a")
    values.setdefault("host", domain_names.ascii_form(urlsplit(url).hostname or ""))
    return Link(url, text=text, **values)


def facts(
    text: str = "",
    *,
    author: str = "Ada Stranger <ada@stranger.example>",
    to: str = "Bob <bob@valbrune.example>",
    reply_to: str = "",
    links: tuple[str | Link, ...] = (),
    **values: Any,
) -> Facts:
    """A message of ``author`` to ``to``; whatever else it should hold is named as in Facts."""
    made = tuple(link(each) if isinstance(each, str) else each for each in links)
    return Facts(
        from_=(mailbox(author),) if author else (),
        to=(mailbox(to),) if to else (),
        reply_to=(mailbox(reply_to),) if reply_to else (),
        text=text,
        links=made,
        **values,
    )


def fires(name: str, made: Facts) -> list[str]:
    """The English sentences that one detector finds, strongest first; an empty list where it is silent."""
    found = sorted(registry[name].detect(made), key=lambda each: -each.strength)
    return [each.say() for each in found]


def strength(name: str, made: Facts) -> float:
    """Of the strongest finding, 0 where there is none."""
    return max((each.strength for each in registry[name].detect(made)), default=0.0)
