"""Texts that are alike, found while somebody types, in French and English.

An index in the memory of a process: 10,000 contributions take some 11 MB and three seconds to build, a
look-up a few milliseconds. It grows by one text without being built again.

A text is the set of its stems and of the runs of four letters in its words: stems tell meaning, runs bear
typing errors and endings. Each counts by how rare it is among all texts (inverse document frequency), frozen
until the index has grown by a quarter. Likeness is what two sets share, over the geometric mean of their
weights. Words that say nothing (``site.forms.themes.filler``) count little, and not at all by themselves.

Several processes each keep one; rows come from the database by a number that grows with each change::

    index.update(changes.filter(number__gt=index.upto - OVERLAP).values_list("number", "item", "text"))

A number may become visible late, after a higher one: read an overlap again, which changes nothing.
"""

import re
import threading
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy

from hustings.foundation.lib.text.text_folding import folded
from hustings.site.forms.themes.filler import FILLER

LONGEST = 2_000  # characters read of one text
MOST = 300  # features looked up of a text, those that tell most
STEM, RUN = 6, 4  # letters
BUCKETS = 1 << 18  # of hashes: the odd collision costs nothing one would notice
RUN_WEIGHT = 0.4  # of a run of letters, or of filler, beside a stem: a word has one stem and some six runs
LEAST = 0.27  # likeness that is worth showing
SHOWN = 3
GROWTH = 1.25  # until frequencies are counted anew
_UNIT = 1_024
_FEW = 40  # texts, below which frequencies say nothing
_WORD = re.compile(r"[^\W\d_]{2,}|\d+")


class Match(NamedTuple):
    """A text that is like another: its key, and how like it is from 0 to 1."""

    key: int
    likeness: float


@lru_cache(50_000)
def _bucket(stem: str) -> int:
    return zlib.crc32(stem.encode()) % BUCKETS


def features(text: str) -> Any:
    """Sorted numbers of what a text has, each once: stems are even, runs of letters and filler odd.

    Empty where it has nothing but filler.
    """
    words = _WORD.findall(folded(text[:LONGEST]))
    telling = [word for word in words if word.isdigit() or (len(word) > 2 and word not in FILLER)]
    if not telling:
        return numpy.zeros(0, dtype=numpy.uint32)
    stems = numpy.array([_bucket(word[:STEM]) for word in telling], dtype=numpy.uint32)
    filler = numpy.array([_bucket(word) for word in set(words).difference(telling)], dtype=numpy.uint32)
    return numpy.unique(numpy.concatenate([stems * 2, filler * 2 + 1, _runs(telling) * 2 + 1]))


def _runs(words: list[str]) -> Any:
    """Hashes of four letters that follow each other in a word, its edges being letters."""
    letters = numpy.frombuffer(f" {' '.join(words)} ".encode("utf-32-le"), dtype=numpy.uint32)
    if len(letters) < RUN:
        return numpy.zeros(0, dtype=numpy.uint32)
    columns = numpy.lib.stride_tricks.sliding_window_view(letters, RUN)
    inner = (columns[:, 1:-1] != ord(" ")).all(axis=1)
    found: Any = numpy.zeros(int(inner.sum()), dtype=numpy.uint32)
    for column in columns[inner].T:
        found = (found ^ column) * numpy.uint32(16_777_619)  # FNV-1a
    return (found ^ (found >> numpy.uint32(15))) % numpy.uint32(BUCKETS)


class Segment(NamedTuple):
    """Texts by feature: ``places[starts[n]:starts[n + 1]]`` have ``terms[n]``, counted from ``first``."""

    first: int
    n: int
    terms: Any
    starts: Any
    places: Any

    @classmethod
    def of(cls, first: int, n: int, pairs: tuple[Any, Any]) -> "Segment":
        """Made of features and the places of their texts, side by side."""
        found, places = pairs
        order = numpy.argsort(found, kind="stable")
        terms, starts = numpy.unique(found[order], return_index=True)
        ends: Any = numpy.append(starts, len(found)).astype(numpy.uint32)
        return cls(first, n, terms, ends, places[order].astype(numpy.uint32))

    def pairs(self) -> tuple[Any, Any]:
        return numpy.repeat(self.terms, numpy.diff(self.starts)), self.places

    def joined(self, later: "Segment") -> "Segment":
        ours, theirs = self.pairs(), later.pairs()
        moved = theirs[1] + numpy.uint32(later.first - self.first)
        pairs = numpy.concatenate([ours[0], theirs[0]]), numpy.concatenate([ours[1], moved])
        return Segment.of(self.first, self.n + later.n, pairs)

    def shared(self, wanted: Any, weights: Any) -> Any:
        """For each of its texts, the weight of the wanted features that it has."""
        at = numpy.minimum(numpy.searchsorted(self.terms, wanted), len(self.terms) - 1)
        known = self.terms[at] == wanted
        at, weights = at[known], weights[known]
        sizes = (self.starts[at + 1] - self.starts[at]).astype(numpy.int64)
        within = numpy.arange(int(sizes.sum())) - numpy.repeat(numpy.cumsum(sizes) - sizes, sizes)
        places = self.places[numpy.repeat(self.starts[at].astype(numpy.int64), sizes) + within]
        return numpy.bincount(places, numpy.repeat(weights, sizes), self.n)

    def sizes(self, weights: Any) -> Any:
        """The weight of all features of each text."""
        found, places = self.pairs()
        return numpy.bincount(places, weights[found], self.n)


@dataclass(frozen=True, slots=True)
class _State:
    """All that a look-up reads, replaced as a whole: readers need no lock."""

    segments: tuple[Segment, ...] = ()
    keys: Any = field(default_factory=lambda: numpy.zeros(0, dtype=numpy.int64))
    sizes: Any = field(default_factory=lambda: numpy.zeros(0))
    live: Any = field(default_factory=lambda: numpy.zeros(0, dtype=bool))
    weights: Any = None


class Index:
    """Texts by key. Safe among threads: writers wait for each other, readers for nobody."""

    def __init__(self) -> None:
        self.upto = 0  # the highest number that was read
        self._numbers: dict[int, int] = {}  # of each key, the number of its last change
        self._places: dict[int, int] = {}
        self._counts: Any = numpy.zeros(2 * BUCKETS, dtype=numpy.int32)  # of texts that have each feature
        self._counted_at = 0  # how many texts there were
        self._state = _State(weights=_weights(self._counts, 0))
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._places)

    def update(self, rows: Iterable[tuple[int, int, str | None]]) -> None:
        """Take in changes: a growing number, a key, and its text; None takes the text out."""
        with self._lock:
            latest: dict[int, tuple[int, str | None]] = {}
            for number, key, text in rows:
                self.upto = max(self.upto, number)
                if number > max(self._numbers.get(key, -1), latest.get(key, (-1, ""))[0]):
                    latest[key] = number, text
            for key, (number, _text) in latest.items():
                self._numbers[key] = number
            self._replace({key: text for key, (_number, text) in latest.items()})

    def near(self, text: str, n: int = SHOWN, *, least: float = LEAST, but: int | None = None) -> list[Match]:
        """The texts that are most like this one, the likest first; equals in the order of their keys.

        ``but``: the key of the text itself, where it is in the index.
        """
        state = self._state
        found = features(text)
        weights = state.weights[found]
        whole = float(weights.sum())
        if not whole or not state.segments:
            return []
        if len(found) > MOST:
            best = numpy.sort(numpy.argsort(-weights, kind="stable")[:MOST])
            found, weights = found[best], weights[best]
        shared = numpy.concatenate([each.shared(found, weights) for each in state.segments])
        shared = shared * (whole / weights.sum())  # the rest is taken to be shared as much
        alike = shared / numpy.sqrt(whole * numpy.maximum(state.sizes, 1e-9))
        places = ((alike >= least) & state.live & (state.keys != (-1 if but is None else but))).nonzero()[0]
        if len(places) > 20 * n:
            edge = numpy.partition(alike[places], -n)[-n]
            places = places[alike[places] >= edge]
        order = numpy.lexsort((state.keys[places], -alike[places]))[:n]
        return [Match(int(state.keys[at]), min(1.0, float(alike[at]))) for at in places[order]]

    def _replace(self, texts: dict[int, str | None]) -> None:
        state = self._state
        live = state.live.copy()
        for key in texts:
            if (at := self._places.pop(key, None)) is not None:
                live[at] = False  # its features stay until there are too many of them
        added = {key: found for key, text in texts.items() if text and len(found := features(text))}
        self._state = _State(state.segments, state.keys, state.sizes, live, state.weights)
        if numpy.count_nonzero(~live) > max(_FEW, len(self._places)):
            self._compact()
        if added:
            self._add(added)

    def _compact(self) -> None:
        """Drop what was taken out, once it is more than what is left."""
        state = self._state
        pairs = [each.pairs() for each in state.segments]
        found = numpy.concatenate([one[0] for one in pairs])
        places = numpy.concatenate(
            [one[1] + each.first for one, each in zip(pairs, state.segments, strict=True)]
        )
        kept, moved = state.live[places], numpy.cumsum(state.live) - 1
        n = int(numpy.count_nonzero(state.live))
        whole = Segment.of(0, n, (found[kept], moved[places[kept]]))
        self._counts = numpy.bincount(found[kept], minlength=2 * BUCKETS).astype(numpy.int32)
        self._counted_at, weights = n, _weights(self._counts, n)
        keys = state.keys[state.live]
        self._places = {int(key): at for at, key in enumerate(keys)}
        self._state = _State(
            (whole,) if n else (), keys, whole.sizes(weights), numpy.ones(n, dtype=bool), weights
        )

    def _add(self, added: dict[int, Any]) -> None:
        state = self._state
        first = len(state.keys)
        self._places |= {key: first + nth for nth, key in enumerate(added)}
        places: Any = numpy.repeat(numpy.arange(len(added)), [len(found) for found in added.values()])
        new = Segment.of(first, len(added), (numpy.concatenate(list(added.values())), places))
        self._counts[new.terms] += numpy.diff(new.starts).astype(numpy.int32)
        segments = _stacked([*state.segments, new])
        n = first + len(added)
        weights, sizes = state.weights, numpy.concatenate([state.sizes, new.sizes(state.weights)])
        if n >= self._counted_at * GROWTH:
            self._counted_at, weights = n, _weights(self._counts, n)
            sizes = numpy.concatenate([each.sizes(weights) for each in segments])
        keys: Any = numpy.append(state.keys, numpy.array(list(added), dtype=numpy.int64))
        live: Any = numpy.append(state.live, numpy.ones(len(added), dtype=bool))
        self._state = _State(segments, keys, sizes, live, weights)


def _stacked(segments: list[Segment]) -> tuple[Segment, ...]:
    """Each more than twice as large as the next: a text is sorted again as often as the index doubles."""
    while len(segments) > 1 and segments[-2].n <= 2 * segments[-1].n:
        later = segments.pop()
        segments.append(segments.pop().joined(later))
    return tuple(segments)


def _weights(counts: Any, n: int) -> Any:
    """Weight of each feature: by how few of ``n`` texts have it, stems more than runs of letters."""
    weights = numpy.log((n + _FEW) / (counts + 1))
    weights[1::2] *= RUN_WEIGHT
    return numpy.rint(weights * _UNIT)  # whole numbers: sums are exact in whatever order
