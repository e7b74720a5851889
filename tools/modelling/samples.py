"""Mail to samples: what the learnt part sees of a message, beside its label and where it came from."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from zlib import crc32

import mailguard.detectors  # noqa: F401 - importing registers them
from mailguard.corpus import ham
from mailguard.gather import gather
from mailguard.policy import judgement
from mailguard.policy.judgement import Shares
from mailguard.policy.model import shape, tokens
from mailguard.signals import detect
from tools.modelling import abroad, mass

MADE = 250  # honest letters of each kind and language


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


def parted(sources: Sequence[Source], n: int) -> list[int]:
    """A part from 0 to n - 1 for each, such that none is like what is in another part.

    A whole list stays together, and all letters of one kind, in whatever language; of other mail the
    near-duplicates do. What is learnt without a part is then asked about mail that is new to it.
    """
    wholes = sorted({whole for each in sources if (whole := _whole(each))})
    places = {whole: place % n for place, whole in enumerate(wholes)}
    return [
        places[whole] if (whole := _whole(each)) else crc32(each.cluster.encode()) % n for each in sources
    ]


def _whole(source: Source) -> str:
    """The list or the kind of letter that it belongs to, if any."""
    if source.made:
        return f"made/{source.label}/{source.made[1]}"
    return source.group if is_of_list(source) else ""


def is_of_list(source: Source) -> bool:
    """Whether it comes from the archive of a public list."""
    return source.label == "ham" and not source.made and not source.group.startswith("sa-")


_MAKERS = {"ham": ham.make, "mass": mass.generic, "abroad": abroad.make, "abroad-mass": abroad.mass}


@dataclass(frozen=True, slots=True)
class Sample:
    """``shares`` are what the signals weigh, without anything learnt."""

    source: Source
    words: frozenset[int]
    numbers: tuple[float, ...]  # the first, what the words weigh, is still 0
    shares: Shares

    def score(self, learnt: float | None = None) -> float:
        """Log-odds of an attack as the engine gives them, with what the learnt part adds or without it."""
        rules = judgement.load()
        more = {} if learnt is None else {judgement.LEARNT: judgement.bounded(learnt, rules)}
        return judgement.attack(judgement.add_up(self.shares | more, rules))


def training(mail: Path) -> list[Source]:
    """All that the learnt part is trained on: the split "train" of a mail set, and made letters."""
    return [*collected(mail, "train"), *made(MADE)]


def collected(mail: Path, split: str) -> Iterator[Source]:
    """The messages of one split of a mail set: ``index.tsv`` beside the folders of its labels."""
    for line in (mail / "index.tsv").read_text().splitlines()[1:]:
        which, label, source, _, cluster, path = line.split("\t")
        if which == split:
            yield Source(label, source, f"{source}/{cluster}", str(mail / path))


def made(n: int, first: int = 0) -> Iterator[Source]:
    """``n`` honest letters of each kind and language, more newsletters, and a tenth as much mass phishing.

    Without phishing a language that real attacks are rare in would look honest; without honest letters one
    that they are common in would look like an attack.
    """
    for language in abroad.LANGUAGES:
        for kind in abroad.KINDS:
            some = n if kind in abroad.PERSONAL else n * 3 // 5
            yield from _made("ham", "abroad", kind, language, range(first, first + some))
    for language in abroad.ATTACKED:
        yield from _made("phish", "abroad-mass", "mass", language, range(first, first + n // 2))
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
    facts, rules = gather(source.raw()), judgement.load()
    shares = judgement.weigh(detect(facts), rules)
    numbers = shape.numbers(facts, 0.0, judgement.sums(shares, rules))
    return Sample(source, frozenset(tokens.features(facts)), tuple(map(float, numbers)), shares)
