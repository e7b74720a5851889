"""Old mail into the memory: who has written to whom. Mail that nobody should trust teaches nothing.

Whoever gets a few messages into a mailbox must not become an acquaintance by that: what fails authentication,
claims to be one of ours without proof, borrows a name or lies among the junk is only noted.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import PurePath

import mailguard.detectors  # noqa: F401 - importing registers them
from mailguard import authentication
from mailguard.authentication import trusted
from mailguard.correspondents import Memory
from mailguard.facts import Envelope, Facts, identity, proof, relay
from mailguard.lookalikes.skeleton import plain
from mailguard.mailboxes import Letter, Unreadable, letters
from mailguard.message.parse import parse
from mailguard.profile import Profile
from mailguard.signals import registry

_FIRST, _FIRST_BYTES = 300, 50_000_000  # letters, bytes
_HEAD = 20_000  # bytes in which the Message-ID is looked for
_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^<>\s]{1,250}>)\s*$", re.IGNORECASE | re.MULTILINE)
# Names of folders, accents dropped.
_SENT = re.compile(r"\b(?:sent|sent[ -](?:items|mail|messages)|envoyes?|elements envoyes|messages envoyes)\b")
_JUNK = re.compile(
    r"\b(?:junk|spam|trash|deleted|indesirables?|courrier indesirable|corbeille|quarantaine|quarantine)\b"
)
_POSING = (
    "insider_name_elsewhere",
    "lookalike_sender",
    "local_part_mimics",
    "name_hides_address",
    "reply_to_insider_lookalike",
)
_SURE = 0.6  # strength from which such a finding keeps a message from teaching


@dataclass
class Tally:
    """What became of the messages read so far. ``n_known`` had been read before."""

    n_read: int = 0
    n_learnt: int = 0
    n_noted: int = 0
    n_known: int = 0
    n_unreadable: int = 0
    n_bytes: int = 0


def learn(
    paths: Iterable[str],
    memory: Memory,
    profile: Profile | None = None,
    *,
    progress: Callable[[Tally], None] = lambda tally: None,
    complain: Callable[[str, str], None] = lambda path, why: None,
) -> Tally:
    """Read mailboxes into the memory, in constant space; the known is passed over 20 times faster.

    ``progress`` hears after each message, ``complain`` of each file that can't be read.
    """
    return learn_from(letters(paths), memory, profile, progress=progress, complain=complain)


def learn_from(
    found: Iterator[Letter | Unreadable],
    memory: Memory,
    profile: Profile | None = None,
    *,
    progress: Callable[[Tally], None] = lambda tally: None,
    complain: Callable[[str, str], None] = lambda path, why: None,
) -> Tally:
    """The same with letters whose paths tell sent mail and junk; on return all of it is written."""
    tally = Tally()
    first = _first(found)
    profile = _with_habits(profile or Profile(), memory, first)
    with memory.batch():
        for letter in chain(first, found):
            if isinstance(letter, Letter):
                _one(letter, memory, profile, tally)
            else:
                tally.n_unreadable += 1
                complain(letter.path, letter.why)
            progress(tally)
    return tally


def _first(found: Iterator[Letter | Unreadable]) -> list[Letter | Unreadable]:
    """Some letters to tell the habits of our servers by, before any is learnt from; few if they are large."""
    first, n_bytes = [], 0
    for each in islice(found, _FIRST):
        first.append(each)
        n_bytes += len(each.raw) if isinstance(each, Letter) else 0
        if n_bytes > _FIRST_BYTES:
            break
    return first


def _with_habits(profile: Profile, memory: Memory, first: Iterable[Letter | Unreadable]) -> Profile:
    """The profile with the servers that write their results right below their own Received."""
    places: dict[str, list[bool]] = {}
    for letter in first if profile.trusted_receivers else ():
        if isinstance(letter, Letter):
            head = letter.raw.partition(b"\n\n")[0][: _HEAD * 5]
            place = trusted.place(replace(parse(head + b"\n\n").facts, profile=profile))
            if place:
                places.setdefault(place[0], []).append(place[1])
    least, share = trusted.HABIT
    seen = [
        server for server, below in places.items() if len(below) >= least and sum(below) >= share * len(below)
    ]
    return replace(profile, results_below=(*profile.results_below, *memory.results_below(), *seen))


def _one(letter: Letter, memory: Memory, profile: Profile, tally: Tally) -> None:
    tally.n_read += 1
    tally.n_bytes += len(letter.raw)
    name = message_id(letter.raw)
    if name and memory.knows(name):
        tally.n_known += 1
        return
    folder = plain(" ".join(PurePath(letter.path).parts[-4:])).replace(".", " ").replace("_", " ")
    facts = read(letter.raw, profile, is_sent=bool(_SENT.search(folder)))
    place = trusted.place(facts)
    is_trusted = not _JUNK.search(folder) and teaches(facts)
    if not memory.learn(facts, is_trusted=is_trusted):
        tally.n_known += 1
        return
    if place:
        memory.note_place(*place)
    if is_trusted:
        tally.n_learnt += 1
    else:
        tally.n_noted += 1


def message_id(raw: bytes) -> str:
    """As it stands in the headers, with its brackets; "" where that needs a closer look."""
    found = _MESSAGE_ID.search(raw[:_HEAD].partition(b"\n\n")[0])
    return found[1].decode("latin-1") if found else ""


def read(raw: bytes, profile: Profile, *, is_sent: bool = False) -> Facts:
    """A memory's facts: attachments closed, nobody asked, authentication by trusted receivers."""
    facts = replace(parse(raw).facts, profile=profile)
    if is_sent and not facts.hops:
        facts = replace(facts, envelope=Envelope(received_at=facts.sent_at, is_outgoing=True))
    return replace(facts, authentication=authentication.authenticate(raw, facts, None))


def teaches(facts: Facts) -> bool:
    """Whether the memory may believe what the message says of its author."""
    if not facts.author.address or len(facts.from_) > 1:
        return False
    if facts.envelope.is_outgoing:
        return True
    if facts.header("x-spam-flag").strip().lower() == "yes":
        return False
    if facts.authentication.dmarc.result == "fail" and not proof.is_indirect(facts):
        return False
    if identity.is_ours(facts.author, facts):
        # From outside in our name: only with proof. What never left the house has no such Received.
        return facts.is_authenticated or proof.is_vouched(facts) or relay.crossing(facts) is None
    return not any(_strength(name, facts) >= _SURE for name in _POSING)


def _strength(name: str, facts: Facts) -> float:
    return max((each.strength for each in registry[name].detect(facts)), default=0.0)
