"""Why we have somebody, and why they got what they got: GDPR, articles 5(2), 7(1) and 15(1)(g)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from hustings.foundation.contributions import Registry
from hustings.people.persons import origins, timeline
from hustings.people.persons.models import Activity, ConsentEntry, Person
from hustings.people.privacy.consent_wording import Acts

SHOWN = 50
_ARRIVALS = ("import.created", "person.added", "person.came_back", "sign_up.confirmed")
_ARRIVALS_SHOWN = 5


class Letter(NamedTuple):
    """Something that reached the person: ``why`` tells whom it went to, ``purpose`` the consent it needs."""

    at: datetime
    what: str
    why: str
    purpose: str
    url: str = ""
    address: Any = ""


Source = Callable[[Person], Iterable[Letter]]
# Each is asked ``source(person)`` for what the person got lately: newest first, at most some dozens.
sources = Registry[Source]("privacy.provenance.sources")


@dataclass(frozen=True, slots=True)
class Reason:
    """A letter with the answer of its day. ``late``: a yes written down after it, as with a list."""

    letter: Letter
    entry: ConsentEntry | None
    late: ConsentEntry | None = None
    told: str = ""  # by which act, as its reader is told by the link in the letter


def answers(person: Person) -> list[ConsentEntry]:
    """The ledger's entries of the person, newest first, each with ``where`` in words."""
    found = list(person.consent_entries.select_related("wording", "user")[:SHOWN])
    for entry in found:
        entry.where = origins.named(entry.source)  # type: ignore[attr-defined]
    return found


def letters(person: Person, entries: Sequence[ConsentEntry]) -> Iterator[Reason]:
    """What the person got lately, newest first."""
    found = sorted((letter for source in sources.all() for letter in source(person)), reverse=True)
    acts = Acts(person)
    for letter in found[:SHOWN]:
        yield reason_of(letter, entries, acts)


def reason_of(letter: Letter, entries: Sequence[ConsentEntry], acts: Acts) -> Reason:
    """The answer that stood when this letter was sent. No question to the database but what ``acts`` asks."""
    entry, late = _standing(entries, letter), _late(entries, letter)
    said = entry if entry and entry.is_given else late
    return Reason(letter, entry, late, acts.yes(said) if said else "")


def _standing(entries: Sequence[ConsentEntry], letter: Letter) -> ConsentEntry | None:
    """The last word on the purpose that had been said, and written down, by then."""
    return next(
        (
            entry
            for entry in entries
            if entry.purpose == letter.purpose and max(entry.given_at, entry.recorded_at) <= letter.at
        ),
        None,
    )


def _late(entries: Sequence[ConsentEntry], letter: Letter) -> ConsentEntry | None:
    """The last word on the purpose that had been said by then, if it is a yes not yet written down."""
    said = (entry for entry in entries if entry.purpose == letter.purpose and entry.given_at <= letter.at)
    last = next(said, None)
    return last if last and last.is_given and last.recorded_at > letter.at else None


def arrivals(person: Person, hidden: Collection[str] = ()) -> list[Activity]:
    """The first lines of the timeline that say how they came to us, each with its sentence."""
    kinds = [kind for kind in _ARRIVALS if kind not in hidden]
    found = list(person.activities.filter(kind__in=kinds).order_by("happened_at", "pk")[:_ARRIVALS_SHOWN])
    for activity in found:
        activity.sentence = timeline.sentence(activity.kind, activity.data)  # type: ignore[attr-defined]
    return found


def where_from(person: Person) -> str:
    """The source on the record, in words."""
    return origins.named(person.source) if person.source else ""
