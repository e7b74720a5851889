"""Mail to samples: what the learnt part sees of a message, beside its label and where it came from."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

from mailguard import Engine, policy
from mailguard.facts import Facts
from mailguard.model import shape, tokens
from tools.mailmaker import ham
from tools.mailmaker.attacks import mass


@dataclass(frozen=True, slots=True)
class Source:
    """Where one message is made or found: a path, or what a maker is called with."""

    label: str  # phish, spam or ham
    group: str  # its collection or maker
    cluster: str  # near-duplicates share one
    path: str = ""
    made: tuple[str, str, str, int] | None = None  # maker, kind, language, seed

    def raw(self) -> bytes:
        """The message."""
        if self.made is None:
            return Path(self.path).read_bytes()
        maker, kind, language, seed = self.made
        return _MAKERS[maker](kind, language, seed)


_MAKERS = {"ham": ham.make, "mass": mass.generic}


@dataclass(frozen=True, slots=True)
class Sample:
    """``hand`` is the log-odds that the signals give without anything learnt."""

    source: Source
    words: frozenset[int]
    numbers: tuple[float, ...]  # the first, what the words weigh, is still 0
    hand: float
    language: str


def collected(mail: Path, split: str) -> Iterator[Source]:
    """The messages of one split of a mail set: ``index.tsv`` beside the folders of its labels."""
    for line in (mail / "index.tsv").read_text().splitlines()[1:]:
        which, label, source, _, cluster, path = line.split("\t")
        if which == split:
            yield Source(label, source, f"{source}/{cluster}", str(mail / path))


def made(n: int, first: int = 0) -> Iterator[Source]:
    """``n`` honest letters of each kind and language, more newsletters, and a tenth as much mass phishing.

    Without the latter a language that real attacks are rare in would look honest.
    """
    for language in ham.LANGUAGES:
        for kind in ham.KINDS:
            yield from _made("ham", "ham", kind, language, range(first, first + n * _MORE.get(kind, 1)))
        for theme in mass.themes(language):
            yield from _made("phish", "mass", theme, language, range(first, first + n // 10))


_MORE = {"cause": 3}


def _made(label: str, maker: str, kind: str, language: str, seeds: range) -> Iterator[Source]:
    for seed in seeds:
        made = (maker, kind, language, seed)
        yield Source(label, f"made-{maker}-{kind}-{language}", f"{maker}/{kind}/{language}/{seed}", made=made)


def samples(sources: Iterable[Source]) -> list[Sample]:
    """All of them, on all cores, in order."""
    with Pool(os.cpu_count()) as pool:
        return pool.map(sample, sources, chunksize=64)


def sample(source: Source) -> Sample:
    """What the learnt part sees."""
    return of_facts(Engine(learnt=None).analyse(source.raw()).facts, source)


def of_facts(facts: Facts, source: Source) -> Sample:
    """The same from facts."""
    verdict = Engine(learnt=None).judge(facts)
    rules = policy.load()
    sums = policy.sums(policy.weigh(verdict.signals, rules), rules)
    return Sample(
        source,
        frozenset(tokens.features(facts)),
        tuple(map(float, shape.numbers(facts, 0.0, sums))),
        policy.log_odds(verdict.probability),
        facts.language,
    )
