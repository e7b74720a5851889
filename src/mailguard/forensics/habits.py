"""How our own mail looks: the shape of Message-IDs, the servers that it leaves by, whether it is signed."""

import re
from collections import Counter
from dataclasses import dataclass, field

from mailguard.forensics.reading import Mail
from mailguard.identifiers import domain_names

_RUN = re.compile(r"[0-9A-Za-z+_=-]+")
_MARKS = re.compile(r"[^0-9A-Za-z+_=-]")
_HEX = re.compile(r"[0-9a-f]+")
_NUMBER = re.compile(r"[0-9]+")
_FEWEST = 30  # mails of a domain before their habits count
_FEWEST_OF_A_MONTH = 8


def shape(message_id: str) -> str:
    """A Message-ID without what is new in each: which kinds of pieces, between which marks, at which host."""
    local, _, host = message_id.rpartition("@")
    kinds = []
    for run in _RUN.findall(local)[:12]:
        kind = "9" if _NUMBER.fullmatch(run) else "f" if _HEX.fullmatch(run) else "x"
        kinds.append(kind if len(run) < 4 else kind * 2 if len(run) < 16 else kind * 3)
    # a piece of hexadecimal digits may by chance have no letter
    pieces = "/".join(kind.replace("9", "f") for kind in kinds)
    return f"{pieces}|{''.join(_MARKS.findall(local)[:12])}|{host.lower()}"


def left_by(mail: Mail) -> tuple[str, ...]:
    """The hosts that took it first: the lowest Received that names one, and the one above."""
    names = []
    for hop in reversed(mail.facts.hops):
        if hop.by and "." in hop.by and domain_names.organisation(hop.by):
            names.append(domain_names.organisation(hop.by))
        if len(names) == 2:
            break
    return tuple(dict.fromkeys(names))


def signers(mail: Mail) -> frozenset[str]:
    found = (value for name, value in mail.facts.headers if name == "dkim-signature")
    tags = (re.search(r"(?:^|;)\s{0,20}d\s{0,9}=\s{0,9}([^;\s]{1,253})", value) for value in found)
    return frozenset(domain_names.organisation(domain_names.ascii_form(tag[1])) for tag in tags if tag)


def month(mail: Mail) -> str:
    sent = mail.facts.sent_at
    return f"{sent.year:04d}-{sent.month:02d}" if sent else ""


def is_transported(mail: Mail) -> bool:
    """Servers say that it came from outside of them, so that it had been signed if it ever was."""
    return len(mail.facts.hops) >= 2


@dataclass
class Habits:
    """Counts by (kind, domain, value); kinds are ``id``, ``by``, ``sent`` and ``signed`` (by month)."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    always: frozenset[str] = frozenset()  # domains of which somebody told us that they sign everything

    def learn(self, mail: Mail) -> None:
        self.counts.update(of(mail))

    def knows(self, kind: str, domain: str) -> bool:
        """Whether so many were seen that what wasn't seen says something."""
        return sum(self._of(kind, domain).values()) >= _FEWEST

    def has(self, kind: str, domain: str, value: str) -> bool:
        return self.counts[kind, domain, value] > 0

    def signs(self, domain: str, in_month: str) -> bool:
        if domain in self.always:
            return True
        n, signed = self.counts["sent", domain, in_month], self.counts["signed", domain, in_month]
        return n >= _FEWEST_OF_A_MONTH and signed == n

    def _of(self, kind: str, domain: str) -> dict[str, int]:
        if not hasattr(self, "_groups"):
            self._groups: dict[tuple[str, str], dict[str, int]] = {}
            for (name, of_, value), n in self.counts.items():
                self._groups.setdefault((name, of_), {})[value] = n
        return self._groups.get((kind, domain), {})


def of(mail: Mail) -> list[tuple[str, str, str]]:
    domain = mail.facts.author.organisation
    if not domain:
        return []
    found = [("id", domain, shape(mail.facts.message_id))] if mail.facts.message_id else []
    found += [("by", domain, name) for name in left_by(mail)]
    if is_transported(mail) and (when := month(mail)):
        found.append(("sent", domain, when))
        if domain in signers(mail):
            found.append(("signed", domain, when))
    return found
