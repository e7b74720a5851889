"""Tracked links of a letter: which are counted, and each reader's lead.

Not counted: mail, phone, own pages, unsubscription, and links whose words are another site's address: mail
programs warn of those.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings

from hustings.outreach.emails import tracking_urls
from mailguard.identifiers import domain_names

TRAP = 0  # the number of the link that no person sees
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

    def lead(self, target: str, words: str, own: str) -> str:
        """Where a link leads: through us where it is counted. ``own`` stands where a reader's token will."""
        if target in self.numbers and is_counted(target, words):
            return tracking_urls.link(self.numbers[target], self.shared or own)
        return target

    def frame(self, own: str) -> dict[str, str]:
        """What the frame of a letter needs besides: the trap, the picture."""
        frame = {"trap": tracking_urls.link(TRAP, self.shared or own)} if self.numbers else {}
        return frame | ({"picture": tracking_urls.picture(own)} if self.has_picture else {})


def found(links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The targets that are counted of some links with their words, each with its number."""
    targets = dict.fromkeys(target for target, words in links if is_counted(target, words))
    return {target: number for number, target in enumerate(islice(targets, MOST), 1)}


def is_counted(target: str, words: str = "") -> bool:
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
    return not shown or domain_names.organisation(shown[1].lower()) == domain_names.organisation(
        urlsplit(settings.TRACKING_URL).hostname or ""
    )
