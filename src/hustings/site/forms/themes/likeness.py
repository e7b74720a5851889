"""Likeness of short texts in French and English. Pure: texts in, proposals out.

TF-IDF; topics by non-negative matrix factorisation, sorted texts by Rocchio; words by six letters without
accents. scikit-learn is loaded here alone: a second and a hundred megabytes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from hustings.foundation.lib.text.text_folding import fold
from hustings.site.forms.themes.filler import FILLER

Step = Callable[[int], None]  # told the percent that is done
LONGEST = 2_000  # characters read of one text
STEM = 6
MOST_TERMS = 5_000
BATCH = 2_048
TO_BELONG, TO_RESEMBLE = 0.35, 0.2  # of all topics of a text; cosine
FEWEST = 3  # texts of a group
WORDS = 6  # that name a group
WORTH = 20  # texts that are worth grouping
TO_LEARN = 5  # texts of a theme, by which others are found
_TOKEN = re.compile(r"[a-z]{3,}")
_WORD = re.compile(r"[^\W\d_]{3,}")


class Found(NamedTuple):
    """Texts that are alike: by which words, and each text's place with how well it fits."""

    words: list[str]
    members: list[tuple[int, float]]


def stems(text: str) -> list[str]:
    """The words that say something, each as what it is known by."""
    return [word[:STEM] for word in _TOKEN.findall(fold(text[:LONGEST])) if word not in FILLER]


class Reading:
    def __init__(self, texts: Sequence[str]) -> None:
        import numpy
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.texts = texts
        rare = 1 if len(texts) < 50 else 2 if len(texts) < 500 else 3
        weigh = TfidfVectorizer(
            analyzer=stems, min_df=rare, max_df=0.6 if len(texts) >= 50 else 1.0, max_features=MOST_TERMS,
            sublinear_tf=True, dtype=numpy.float32,
        )  # fmt: skip
        try:
            self.rows: Any = weigh.fit_transform(texts)
            self.terms: list[str] = list(weigh.get_feature_names_out())
        except ValueError:  # no word is left
            self.rows, self.terms = None, []

    def whole(self, terms: Sequence[str]) -> list[str]:
        wanted = set(terms)
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for text in self.texts[:20_000]:
            for word in _WORD.findall(text[:LONGEST].lower()):
                if (stem := fold(word)[:STEM]) in wanted:
                    seen[stem][word] += 1
        return [seen[term].most_common(1)[0][0] if seen[term] else term for term in terms]


def groups(texts: Sequence[str], wanted: int, step: Step = lambda percent: None) -> list[Found]:
    """At most so many groups of texts that are alike, the largest first. A text may be in two, or in none."""
    reading = Reading(texts)
    step(15)
    n = min(wanted, len(reading.terms) // 2, len(texts) // FEWEST)
    if n < 2:
        return []
    topics, shares = _factor(reading.rows, n, step)
    likeness = _cosines(reading.rows, topics)
    step(90)
    belongs = (shares >= TO_BELONG) & (likeness >= TO_RESEMBLE)
    found = []
    for topic in range(n):
        members = belongs[:, topic].nonzero()[0]
        if len(members) < FEWEST:
            continue
        fits = likeness[members, topic]
        best = (-fits).argsort(kind="stable")
        terms = [
            reading.terms[at]
            for at in (-topics[topic]).argsort(kind="stable")[:WORDS]
            if topics[topic][at] > 0
        ]
        found.append(Found(reading.whole(terms), [(int(members[at]), float(fits[at])) for at in best]))
    return sorted(found, key=lambda one: -len(one.members))


def _factor(rows: Any, n: int, step: Step) -> tuple[Any, Any]:
    """The weight of each word in each topic, and of each topic in each text, which add up to 1."""
    import numpy
    from sklearn.decomposition import MiniBatchNMF

    chance = numpy.random.default_rng(0)  # the same texts are grouped the same way
    size = rows.shape[0]
    rounds = max(3, min(30, 200_000 // size))
    batch = min(BATCH, size)
    model = MiniBatchNMF(n, init="nndsvda", batch_size=batch, random_state=0, forget_factor=1.0)
    total, done = rounds * -(-size // batch), 0
    for _round in range(rounds):
        order = chance.permutation(size)
        for at in range(0, size, batch):
            model.partial_fit(rows[order[at : at + batch]])
            done += 1
            step(15 + 60 * done // total)
    weights = numpy.vstack([model.transform(rows[at : at + BATCH]) for at in range(0, size, BATCH)])
    topics = model.components_
    weights = weights * topics.sum(axis=1)
    return topics, weights / numpy.maximum(weights.sum(axis=1, keepdims=True), 1e-9)


def _cosines(rows: Any, middles: Any) -> Any:
    """How alike each text (of length 1) is to each of these, from 0 to 1."""
    import numpy

    lengths = numpy.maximum(numpy.linalg.norm(middles, axis=1, keepdims=True), 1e-9)
    return numpy.asarray(rows @ (middles / lengths).T)


def like(
    texts: Sequence[str], known: Mapping[int, Sequence[int]], step: Step = lambda percent: None
) -> dict[int, Found]:
    """Unsorted texts like those of ``known`` themes: half as near the middle as its own texts."""
    import numpy

    reading = Reading(texts)
    step(10)
    if not reading.terms:
        return {}
    sorted_ones = {at for places in known.values() for at in places}
    found = {}
    for theme, places in known.items():
        middle = numpy.asarray(reading.rows[list(places)].mean(axis=0))
        near = _cosines(reading.rows, middle)[:, 0]
        least = max(TO_RESEMBLE, float(numpy.median(near[list(places)])) / 2)
        members = [(int(at), float(near[at])) for at in (near >= least).nonzero()[0] if at not in sorted_ones]
        terms = [reading.terms[at] for at in (-middle[0]).argsort(kind="stable")[:WORDS] if middle[0][at] > 0]
        if members:
            found[theme] = Found(reading.whole(terms), sorted(members, key=lambda one: -one[1]))
    return found


def beside(
    texts: Sequence[str],
    known: Mapping[int, Sequence[int]],
    wanted: int,
    step: Step,
    passed: Set[int] = frozenset(),
) -> Iterator[tuple[int | None, Found]]:
    """Texts like those of ``known`` themes, then groups of the others; none of those ``passed``."""
    taken = {at for mine in known.values() for at in mine} | passed
    learnt = {theme: mine for theme, mine in known.items() if len(mine) >= TO_LEARN}
    for theme, found in like(texts, learnt).items() if learnt else ():
        members = [(at, fit) for at, fit in found.members if at not in passed]
        taken.update(at for at, _fit in members)
        yield theme, found._replace(members=members)
    left = [at for at in range(len(texts)) if at not in taken]
    if len(left) >= WORTH and wanted:
        for found in groups([texts[at] for at in left], wanted, step):
            yield None, found._replace(members=[(left[at], fit) for at, fit in found.members])
