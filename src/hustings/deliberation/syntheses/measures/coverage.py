"""Figures of a synthesis: contributions and people that its sentences cite, and what is left out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """So many of all."""

    n: int
    of: int

    @property
    def share(self) -> float:
        """From 0 to 1; 0 of none."""
        return self.n / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """Four shares, what stands without a source, and what nobody cites, the most voted first."""

    sentences: Part
    contributions: Part
    authors: Part
    votes: Part
    uncited_sentences: tuple[int, ...]
    unheard: tuple[int, ...]
