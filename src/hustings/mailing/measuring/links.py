"""Which links of a letter are counted, and how each reader's lead.

Not counted: what leads to no page (mail, phone), to people's own pages and the page that unsubscribes, and a
link whose words are the address of another site. Where the address that one reads isn't the one that one
gets, mail programs warn of phishing, and rightly.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from markdown_it.token import Token

from hustings.mailing.measuring import addresses
from hustings.mailing.models import Touch
from mailguard import domains

MOST = 60  # links of a mailing that are counted: a reaction has a bit for each
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)?((?:[\w-]+\.)+[^\W\d_]{2,})(?:[:/?#]\S*)?\s*", re.IGNORECASE)
_PRIVATE = re.compile(r"/(?:u|m)/|/(?:[a-z-]+/)?my-data/|/account/|/hq/")


@dataclass(frozen=True)
class Leads:
    """How links lead in one letter: numbers of those that are counted, a token shared by all or one's own."""

    numbers: Mapping[str, int]
    shared: str = ""  # empty: each reader's own
    has_picture: bool = False

    @property
    def is_own(self) -> bool:
        """Whether letters differ from reader to reader."""
        return not self.shared or self.has_picture

    def lead(self, tokens: Sequence[Token], own: str) -> dict[str, str]:
        """Have the links of a text lead through us; returns what its frame needs: the trap, the picture.

        ``own`` stands where the reader's own token will.
        """
        if not self.numbers:
            return {"picture": addresses.picture(own)} if self.has_picture else {}
        token = self.shared or own
        for link, words in _links(tokens):
            target = str(link.attrs.get("href", ""))
            if is_counted(target, words) and target in self.numbers:
                link.attrs["href"] = addresses.link(self.numbers[target], token)
        frame = {"trap": addresses.link(Touch.TRAP, token)}
        return frame | ({"picture": addresses.picture(own)} if self.has_picture else {})


def found(tokens: Sequence[Token]) -> dict[str, int]:
    """The targets of a text that are counted, each with its number."""
    links = ((str(link.attrs.get("href", "")), words) for link, words in _links(tokens))
    targets = dict.fromkeys(target for target, words in links if is_counted(target, words))
    return {target: number for number, target in enumerate(islice(targets, MOST), 1)}


def _links(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Each link with its words."""
    for token in tokens:
        children = token.children or []
        for at, child in enumerate(children):
            if child.type != "link_open":
                continue
            end = next(n for n in range(at, len(children)) if children[n].type == "link_close")
            yield child, "".join(inner.content for inner in children[at:end])


def is_counted(target: str, words: str = "") -> bool:
    """Whether clicks on a link may be counted."""
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").lower()
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or not host:
        return False
    ours = {urlsplit(settings.BASE_URL).hostname, urlsplit(settings.TRACKING_URL).hostname}
    if host in ours and _PRIVATE.match(parts.path):
        return False
    shown = _ADDRESS.fullmatch(words)
    return not shown or domains.organisation(shown[1].lower()) == domains.organisation(
        urlsplit(settings.TRACKING_URL).hostname or ""
    )
