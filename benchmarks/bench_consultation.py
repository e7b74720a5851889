"""Consultations: import, a long article, votes; similar contributions while typing, fair orders, agreement.

    python -m benchmarks consultation

Texts and paraphrases are made from a seed (``debate_texts``, ``paraphrases``); those *held out* have other
synonyms and deeds than were at hand while the index was made, *twice* is both, one after the other. Baseline:
TF-IDF of scikit-learn over runs of 3 to 5 letters, to be built again for each new text.
``HUSTINGS_BENCH_TEXTS`` names a file of real ones: a line a JSON string, or an object with ``body`` and
``arguments``; packed by xz or not.
"""

import gc
import json
import lzma
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy

from benchmarks import consultation_load, debate_texts, paraphrases, report
from hustings.deliberation.consultations.reading import orders
from hustings.deliberation.consultations.reading.similar_texts import SHOWN, Index
from hustings.deliberation.syntheses.measures import agreement

TEXTS = int(os.environ.get("HUSTINGS_BENCH_TEXTS_N", "10000"))
ASKED = 1_000
ITEMS, PEOPLE, VOTES = 8_500, 21_330, 150_000
LOUD, PAGE = 600, 40
Near = Callable[[str], list[int]]


def main() -> None:
    """All parts that need no database."""
    _similar("made", debate_texts.distinct(Random(2007), TEXTS))
    if path := os.environ.get("HUSTINGS_BENCH_TEXTS"):
        _similar("real", list(_real(Path(path))))
    _orders()
    _agreement()


def _similar(name: str, texts: Sequence[str]) -> None:
    report.header(f"Similar contributions ({name})", texts=len(texts), asked=ASKED, shown=SHOWN)
    ours = Index()
    with report.stopwatch() as seconds:
        ours.update((key, key, text) for key, text in enumerate(texts))
    with report.stopwatch() as plain_seconds:
        plain = _tf_idf(texts)
    report.figure(f"{name}: index built", seconds(), "s", beside=plain_seconds())
    report.figure(f"{name}: index", _size(ours) / 2**20, "MB")
    for way, least in ((paraphrases.known, 0.9), (paraphrases.held_out, 0.9), (paraphrases.twice, None)):
        chance = Random(15)
        asked = [(key, way(texts[key], chance)) for key in chance.sample(range(len(texts)), ASKED)]
        found, slow = _recall(lambda text: [match.key for match in ours.near(text)], asked)
        plain_found, plain_slow = _recall(plain, asked)
        title = f"{name}, {way.__name__}"
        report.share(f"{title}: among {SHOWN}", found, ASKED, at_least=least)
        report.share(f"{title}: among {SHOWN}, scikit-learn", plain_found, ASKED)
        report.figure(f"{title}: look-up, p95", slow, "ms", beside=plain_slow, at_most=50)
    _growth(name, texts)


def _recall(near: Near, asked: Sequence[tuple[int, str]]) -> tuple[int, float]:
    """How many are found, and the 95th percentile of the time, in milliseconds."""
    times, found = [], 0
    for key, text in asked:
        with report.stopwatch() as seconds:
            keys = near(text)
        times.append(seconds() * 1_000)
        found += key in keys
    return found, sorted(times)[len(times) * 95 // 100]


def _tf_idf(texts: Sequence[str]) -> Near:
    from sklearn.feature_extraction.text import TfidfVectorizer

    weigh: Any = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, strip_accents="unicode"
    )
    rows = weigh.fit_transform(texts).T.tocsr()

    def near(text: str) -> list[int]:
        alike = (weigh.transform([text]) @ rows).toarray()[0]
        return [int(key) for key in numpy.argpartition(-alike, SHOWN)[:SHOWN]]

    return near


def _growth(name: str, texts: Sequence[str]) -> None:
    """The last tenth added one by one; and how often something is shown to who says something new."""
    first = len(texts) * 9 // 10
    grown, times, shown = Index(), [], 0
    grown.update((key, key, text) for key, text in enumerate(texts[:first]))
    gc.collect()
    for key, text in enumerate(texts[first:], first):
        shown += bool(grown.near(text))
        with report.stopwatch() as seconds:
            grown.update([(key, key, text)])
        times.append(seconds() * 1_000)
    times.sort()
    report.figure(f"{name}: one text more, median", times[len(times) // 2], "ms")
    report.figure(f"{name}: one text more, slowest", times[-1], "ms")
    report.share(f"{name}: something is shown beside a new text", shown, len(times))


def _size(index: Index) -> int:
    """Bytes of the arrays of an index."""
    state = index._state
    arrays = [state.keys, state.sizes, state.live, state.weights, index._counts]
    arrays += [part for each in state.segments for part in (each.terms, each.starts, each.places)]
    return sum(array.nbytes for array in arrays)


def _real(path: Path) -> Iterator[str]:
    """Different texts of 60 letters and more."""
    seen = set()
    with lzma.open(path, "rt") if path.suffix == ".xz" else path.open() as lines:
        for line in lines:
            row = json.loads(line)
            said = (
                [row] if isinstance(row, str) else [row["body"], *(one["body"] for one in row["arguments"])]
            )
            for text in (re.sub("<[^>]+>", " ", one) for one in said):
                if len(text) >= 60 and text not in seen:
                    seen.add(text)
                    yield text


def _orders() -> None:
    report.header("Proportional order", contributions=ITEMS, people=PEOPLE, votes=VOTES)
    chance = numpy.random.RandomState(2015)
    by_people, by_items = 1 / numpy.arange(1, PEOPLE + 1) ** 0.7, 1 / numpy.arange(1, ITEMS + 1) ** 0.6
    people = chance.choice(PEOPLE, 2 * VOTES, p=by_people / by_people.sum()).tolist()
    items = chance.choice(ITEMS, 2 * VOTES, p=by_items / by_items.sum()).tolist()
    votes = list(dict.fromkeys(zip(people, items, strict=True)))[:VOTES]
    with report.stopwatch() as seconds:
        orders.proportional(range(ITEMS), votes)
    report.figure("all ranked", seconds(), "s")
    loud = [(PEOPLE + person, ITEMS + item) for person in range(LOUD) for item in range(100)]
    every = range(ITEMS + 100)
    first = orders.proportional(every, votes + loud, PAGE)
    by_votes = [item for item, _n in Counter(item for _person, item in votes + loud).most_common(PAGE)]
    voters = len({person for person, _item in votes}) + LOUD
    report.share("loud group among those who vote", LOUD, voters)
    report.share("loud group on the first page", sum(item >= ITEMS for item in first), PAGE)
    report.share("loud group on the first page by votes", sum(item >= ITEMS for item in by_votes), PAGE)


def _agreement() -> None:
    """Intervals of alpha over coders that are right now and then, beside alpha as it is known to be."""
    runs, units, coders, values = 300, 120, 3, 5
    report.header("Krippendorff's alpha", runs=runs, contributions=units, coders=coders, categories=values)
    held, off = 0, []
    for seed in range(runs):
        chance = Random(seed)
        right = chance.uniform(0.6, 0.98)
        said = [
            (coder, unit, unit % values if chance.random() < right else chance.randrange(values))
            for unit in range(units)
            for coder in range(coders)
            if chance.random() < 0.85
        ]
        found = agreement.krippendorff(said, seed=seed, resamples=400)
        assert found.alpha is not None and found.low is not None and found.high is not None
        held += found.low <= right**2 <= found.high  # pairs agree by more than chance if both are right
        off.append(abs(found.alpha - right**2))
    report.share("95 % interval holds", held, runs, at_least=0.9)
    report.figure("alpha is off by, mean", sum(off) / runs, "")


if __name__ == "__main__":
    if not os.environ.get(report.INSIDE):
        main()
    report.on_each_database(consultation_load.measure)
