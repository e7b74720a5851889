"""Which class one mail is, and why.

decoy before altered before proven before same before forged before unknown: what is our own bait is told
first, then a changed copy of ours, even where its signature leaves out what was changed.
"""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from mailguard.authentication.dns import Cached, Live, Resolver
from mailguard.forensics import decoys, differences, forging, outline, proving, reading
from mailguard.forensics.copies import Copies, Copy, again
from mailguard.forensics.differences import Difference
from mailguard.forensics.habits import Habits, shape
from mailguard.forensics.outline import Outline
from mailguard.forensics.proving import Archive, Proof
from mailguard.forensics.reading import Mail
from mailguard.mailboxes import Whole

_MANY_WORDS = 20  # from which equal texts are no accident
_ALIKE, _SAME_TEXT, _A_LITTLE = 0.5, 0.95, 0.15
_LEAST, _MANY_ROWS = 2, 8  # rows of words that must be shared, by texts that have so many
NO_PROOF = Proof()


class Kind(StrEnum):
    """The classes, in the order in which they are told."""

    PROVEN = "proven"
    SAME = "same"
    ALTERED = "altered"
    DECOY = "decoy"
    FORGED = "forged"
    UNKNOWN = "unknown"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Order:
    """The reading's parts by file names, small for processes; ``now`` is the case's beginning."""

    now: datetime
    index: Path | None = None
    keys: tuple[Path, ...] = ()
    decoys: Path | None = None
    domains: tuple[str, ...] = ()
    always_signed: tuple[str, ...] = ()
    online: bool = False
    servers: tuple[str, ...] = ()
    decoy_addresses: tuple[str, ...] = ()  # of the profile

    def judge(self) -> "Judge":
        """Read the files, or raise what says which one can't be used."""
        live: Resolver | None = Cached(Live(self.servers, budget=5.0)) if self.online else None
        copies = Copies(self.index) if self.index else None
        register = decoys.load(self.decoys, self.decoy_addresses)
        return Judge(self, copies, Archive(proving.load(self.keys), live), register)

    def digest(self) -> str:
        made = hashlib.sha256(
            repr((self.domains, self.always_signed, self.online, self.decoy_addresses)).encode()
        )
        for path in (*self.keys, *([self.decoys] if self.decoys else [])):
            made.update(hashlib.sha256(path.read_bytes()).digest())
        if self.index:
            copies = Copies(self.index)
            made.update(copies.stamp.encode())
            copies.close()
        return made.hexdigest()


@dataclass(frozen=True)
class Finding:
    """What is said of one mail. ``is_sure`` is no where only likeness of the text speaks for it."""

    kind: Kind
    sha256: str
    bytes_hash: str
    n_bytes: int
    message_id: str = ""
    author: str = ""
    subject: str = ""
    sent_at: int | None = None
    at: int | None = None
    addresses: tuple[str, ...] = ()
    proof: Proof = NO_PROOF
    copy: int | None = None
    copy_path: str = ""
    is_sure: bool = True
    differences: tuple[Difference, ...] = ()
    signs: tuple[forging.Sign, ...] = ()
    hits: tuple[decoys.Hit, ...] = ()
    near: str = ""
    as_far: str = ""
    problems: tuple[str, ...] = field(default=())

    def details(self) -> dict[str, Any]:
        """What is kept beside the columns, without what is empty."""
        made = {
            "proof": {key: value for key, value in asdict(self.proof).items() if value},
            "copy_path": self.copy_path,
            "signs": [asdict(each) for each in self.signs],
            "hits": [asdict(each) for each in self.hits],
            "near": self.near,
            "as_far": self.as_far,
            "problems": list(self.problems),
            "differences": [each.to_json() for each in self.differences],
        }
        return {key: value for key, value in made.items() if value}


class Judge:
    """Everything that is needed for one mail, opened once a process."""

    def __init__(
        self, order: Order, copies: Copies | None, archive: Archive, register: decoys.Register
    ) -> None:
        self.order, self.copies, self.archive, self.register = order, copies, archive, register
        self.habits = copies.habits() if copies else Habits()
        self.habits.always = frozenset(order.always_signed)
        self.ours = frozenset(order.domains)

    def judge(self, raw: bytes, is_rewritten: bool = False, whole: Whole | None = None) -> Finding:
        """One mail, whatever its bytes."""
        mail = reading.read(raw, whole)
        hits = tuple(self.register.hits(mail))
        proof = proving.prove(raw, mail, self.archive)
        match = self._match(mail, is_settled=bool(hits) or (proof.result == "pass" and not proof.unsigned))
        kind, signs = self._kind(mail, hits, proof, match, is_rewritten)
        return Finding(
            kind,
            mail.sha256,
            mail.bytes_hash,
            mail.size,
            mail.facts.message_id[:500],
            mail.author[:254],
            mail.subject[:500],
            mail.sent_at,
            mail.at,
            tuple(reading.addresses(mail))[:50],
            proof,
            match.copy.id if match.copy else None,
            match.copy.path if match.copy else "",
            match.is_sure,
            tuple(match.differences),
            tuple(signs),
            hits,
            match.near,
            match.as_far,
            mail.problems[:20],
        )

    def _kind(
        self, mail: Mail, hits: tuple[decoys.Hit, ...], proof: Proof, match: "Match", is_rewritten: bool
    ) -> tuple[Kind, list[forging.Sign]]:
        if hits:
            return Kind.DECOY, []
        if match.differences and not _is_covered(match.differences, proof):
            return Kind.ALTERED, []
        if proof.result == "pass":
            return Kind.PROVEN, []
        if match.copy:
            return Kind.SAME, []
        signs = forging.signs(mail, proof, self.ours, self.habits, self.order.now, is_rewritten)
        is_forged = sum(each.weight for each in signs) >= forging.ENOUGH
        return (Kind.FORGED if is_forged else Kind.UNKNOWN), signs

    # --- Our copy ---
    def _match(self, mail: Mail, is_settled: bool) -> "Match":
        """Near ones are searched for only where the class isn't settled."""
        if self.copies is None:
            return Match()
        copy = self.copies.same(mail.bytes_hash) or self.copies.same("", mail.content)
        if copy:
            return Match(copy)
        if is_settled and not self.copies.of_id(mail.facts.message_id):
            return Match()
        made = outline.outline(mail)
        near = ""
        best: Match | None = None
        for copy in self._candidates(mail, made):
            related = self._related(mail, made, copy)
            if related is None:
                near = near or (copy.path if outline.likeness(copy.outline, made) >= _ALIKE else "")
                continue
            found = self._compared(copy, mail, related)
            if not found.differences:
                return found
            if best is None or len(found.differences) < len(best.differences):
                best = found
        return best or Match(near=near)

    def _candidates(self, mail: Mail, made: Outline) -> list[Copy]:
        assert self.copies is not None
        found = self.copies.of_id(mail.facts.message_id) if mail.facts.message_id else []
        known = {each.id for each in found}
        least = _LEAST if len(made.near) >= _MANY_ROWS else 1
        near = self.copies.alike(outline.keys(mail, made), outline.near_keys(made), least)
        return found + [each for each in near if each.id not in known]

    def _related(self, mail: Mail, made: Outline, copy: Copy) -> bool | None:
        """Whether it is our mail, changed: True for sure, False by likeness, None where it is another."""
        ours = copy.outline
        if mail.facts.message_id and ours.head.get("message-id") == outline.hashed(mail.facts.message_id):
            return True
        like = outline.likeness(ours, made)
        is_author, is_second = ours.author == made.author, _is_equal(ours.sent_at, made.sent_at)
        has_file = bool({each[1] for each in ours.files} & {each[1] for each in made.files})
        if is_second and (like >= _ALIKE or (is_author and (like >= _A_LITTLE or has_file))):
            return True
        if is_second and is_author and ours.subject == made.subject and ours.addressees == made.addressees:
            return True
        is_own = is_author and ours.addressees == made.addressees
        if is_own and like >= _SAME_TEXT and made.n_words >= _MANY_WORDS:
            return False
        is_odd = not self.habits.has("id", mail.facts.author.organisation, shape(mail.facts.message_id))
        if (
            is_odd
            and is_own
            and ours.subject == made.subject
            and like >= _ALIKE
            and made.n_words >= _MANY_WORDS
        ):
            return False
        return None

    def _compared(self, copy: Copy, mail: Mail, is_sure: bool) -> "Match":
        whole = again(copy)
        found = differences.between(whole, mail) if whole else differences.from_outline(copy.outline, mail)
        if mail.is_cut and not found:  # else it would have been told by its bytes, or its content
            return Match(as_far=copy.path)
        return Match(copy, found, is_sure)


@dataclass(frozen=True)
class Match:
    """The mail of ours that it is, or is ``near``; ``as_far``: the same as far as it is read."""

    copy: Copy | None = None
    differences: list[Difference] = field(default_factory=list)
    is_sure: bool = True
    near: str = ""
    as_far: str = ""


def _is_equal(one: int | None, other: int | None) -> bool:
    return one is not None and one == other


def _is_covered(found: list[Difference], proof: Proof) -> bool:
    """All that differs is signed by its author's domain: then it is our copy that was changed since."""
    if proof.result != "pass":
        return False
    return all(each.place != "header" or _is_signed(each.name, proof) for each in found)


def _is_signed(name: str, proof: Proof) -> bool:
    return name in {"from", "to", "cc", "subject", "date"} and name not in proof.unsigned


Job = tuple[
    bytes, bool, Whole | None
]  # a mail, whether it was put together anew, and of one that is too long


def prepared(order: Order) -> Callable[[Job], Finding]:
    """In a process of its own: the function that does one mail."""
    judge = order.judge()

    def work(job: Job) -> Finding:
        try:
            return judge.judge(*job)
        except Exception as error:  # one mail must not end the reading of all
            return unread(job, f"the engine failed: {error!r}"[:200])

    return work


def unread(job: Job, why: str) -> Finding:
    """A mail of which nothing can be told but that it is there."""
    raw, _, whole = job
    digest = whole.sha256 if whole else hashlib.sha256(raw).hexdigest()
    return Finding(Kind.UNREAD, digest, digest, whole.size if whole else len(raw), problems=(why,))
