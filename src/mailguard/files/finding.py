"""Findings in one file, and their way across the sandbox's pipe: JSON and plain bytes.

Nothing is unpickled or trusted: a taken over reading can lie, but run nothing here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from mailguard.facts import Form, Link, Trait
from mailguard.files import bounds, names, traits
from mailguard.message import unwrap, urls
from mailguard.text.shortened import both_ends


@dataclass(slots=True)
class Member:
    """A file inside a file; ``data`` is None where only its name is known.

    ``is_part``: a piece of its owner (macro project, picture), in which its findings count.
    """

    name: str
    data: bytes | None = None
    type: str = ""
    size: int = 0
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """The name, and passwords to try, of which the message tells the first ``n_told``."""

    name: str = ""
    passwords: tuple[str, ...] = ()
    n_told: int = 0


@dataclass(slots=True)
class Finding:
    """Filled by a reader; bounded, so that a hostile file can't make it grow."""

    traits: list[Trait] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)

    def note(self, name: str, detail: str = "") -> None:
        """Add a trait once; of one name at most ten."""
        new = traits.trait(name, detail)
        if new not in self.traits and sum(each.name == name for each in self.traits) < 10:
            self.traits.append(new)

    def leave(self, names_left: Iterable[str], n: int) -> None:
        """Note that of ``n`` members some were left out: it matters where one of them may run."""
        worst = min(names_left, key=names.urgency, default="")
        if worst and names.urgency(worst) < 2:
            self.note("cut", worst)
        elif worst:
            self.note("partial", f"{n} files")

    def link(self, url: str, text: str = "", where: str = "file") -> None:
        """Add an address once, if it is one."""
        url, host = urls.read(url)
        if len(self.links) < bounds.MOST_LINKS and ":" in url and all(url != each.url for each in self.links):
            self.links.append(Link(url, host, " ".join(text.split())[:200], where, inner=unwrap.inner(url)))

    def say(self, text: str) -> None:
        if sum(map(len, self.words)) < bounds.MOST_TEXT:
            self.words.append(text[: bounds.MOST_TEXT])

    def judge_lure(self, most_words: int) -> None:
        places = {link.host for link in self.links if link.host and link.where in {"file", "a"}}
        if len(places) == 1 and sum(len(words.split()) for words in self.words) <= most_words:
            self.note("lure", next(link.url for link in self.links if link.host))

    def add(self, other: "Finding") -> None:
        for trait in other.traits:
            self.note(trait.name, trait.detail)
        for link in other.links:
            self.link(link.url, link.text, link.where)
        self.words += other.words
        self.forms += other.forms[:20]
        self.members += other.members


def pack(found: Finding) -> tuple[dict[str, Any], list[bytes]]:
    """A finding as JSON values and the bytes of its members, in their order."""
    members, blobs = [], []
    for member in found.members:
        members.append([member.name, member.type, member.size, member.is_part, member.data is not None])
        if member.data is not None:
            blobs.append(member.data)
    values = {
        "traits": [[trait.name, trait.detail] for trait in found.traits],
        "links": [[link.url, link.text, link.where] for link in found.links],
        "words": found.words,
        "forms": [[form.action, form.method, list(form.fields)] for form in found.forms],
        "members": members,
    }
    return values, blobs


def unpack(values: dict[str, Any], blobs: list[bytes]) -> Finding:
    """The other way; ValueError, TypeError or KeyError where the values are not what ``pack`` writes."""
    found, left = Finding(), iter(blobs)
    for name, detail in values["traits"][:300]:
        found.note(str(name), str(detail))
    for url, text, where in values["links"][: bounds.MOST_LINKS]:
        found.link(str(url), str(text), str(where))
    for words in values["words"][:100]:
        found.say(str(words))
    for action, method, fields in values["forms"][:20]:
        found.forms.append(Form(str(action), str(method), tuple(map(str, fields[:50]))))
    for name, type_, size, is_part, has_data in values["members"][: bounds.MOST_MEMBERS]:
        data = next(left, b"") if has_data else None
        found.members.append(Member(both_ends(str(name)), data, str(type_)[:100], int(size), bool(is_part)))
    return found
