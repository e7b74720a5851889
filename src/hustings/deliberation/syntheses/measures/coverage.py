"""Coverage of a synthesis: contributions and people that its sentences cite, and what is left out. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Part:
    """So many of all."""

    n: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 of none."""
        return self.n / self.of if self.of else 0.0


class Contribution(NamedTuple):
    """One that a synthesis may cite; ``together`` names its group of duplicates."""

    key: int
    author: int
    votes: int = 0
    together: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Four shares, what stands without a source, and what nobody cites, the most voted first."""

    sentences: Part
    contributions: Part
    authors: Part
    votes: Part
    uncited_sentences: tuple[int, ...]
    unheard: tuple[int, ...]


def of(contributions: Sequence[Contribution], citations: Mapping[int, Iterable[int]]) -> Coverage:
    """From sentences and the contributions that each cites; citing a duplicate cites its group.

    An author is covered by one contribution. Citations of what is no longer there count for nothing.
    """
    there = {one.key for one in contributions}
    sources = {sentence: there.intersection(keys) for sentence, keys in citations.items()}
    cited = set().union(*sources.values())
    groups = {one.together for one in contributions if one.key in cited and one.together is not None}
    heard = [one for one in contributions if one.key in cited or one.together in groups]
    known = {one.key for one in heard}
    unheard = sorted(
        (one for one in contributions if one.key not in known), key=lambda one: (-one.votes, one.key)
    )
    return Coverage(
        sentences=Part(sum(bool(keys) for keys in sources.values()), len(sources)),
        contributions=Part(len(heard), len(contributions)),
        authors=Part(len({one.author for one in heard}), len({one.author for one in contributions})),
        votes=Part(sum(one.votes for one in heard), sum(one.votes for one in contributions)),
        uncited_sentences=tuple(sentence for sentence, keys in sources.items() if not keys),
        unheard=tuple(one.key for one in unheard),
    )
