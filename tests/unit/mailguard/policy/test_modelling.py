"""How the learnt part is trained and probed: what stays together, what is new to it, the same bytes twice."""

import random
from collections import defaultdict
from dataclasses import replace

from mailguard.policy.model import shape
from tools.modelling import crossing, fitting
from tools.modelling.samples import MADE, Sample, Source, made, parted

_NUMBERS = (0.0,) * len(shape.NAMES)


def _sample(label, group, number, words):
    rng = random.Random(f"{label} {group} {number}")
    numbers = (0.0, *(round(rng.random(), 2) for _ in _NUMBERS[1:]))
    source = Source(label, group, f"{group}/{number}", f"{group}/{number}.eml")
    common = {rng.randrange(200, 400) for _ in range(5)}
    return Sample(source, frozenset(words | common), numbers, {"some_signal": {"phish": rng.random()}})


def _collection():
    """Phish with one set of words, the mail of three lists; one of the lists talks as phish do."""
    lists = {"one.example": {100}, "two.example": {100}, "odd.example": {1, 2, 3}}
    phish = [_sample("phish", "pot", number, {1, 2, 3}) for number in range(240)]
    return phish + [_sample("ham", name, n, words) for name, words in lists.items() for n in range(120)]


def test_a_list_a_kind_of_letter_and_near_duplicates_stay_together():
    sources = [
        *(Source("ham", f"{name}.example", f"{name}/{number}") for name in "abcdef" for number in range(9)),
        *(Source("phish", "pot", f"pot/{number // 3}") for number in range(90)),
        *made(1),
    ]
    parts = parted(sources, 4)
    together = defaultdict(set)
    for source, part in zip(sources, parts, strict=True):
        name = source.made[1] if source.made else source.cluster if source.group == "pot" else source.group
        together[source.label, name].add(part)
    assert all(len(found) == 1 for found in together.values())
    assert set(parts) == {0, 1, 2, 3}


def test_training_gives_the_same_bytes_in_whatever_order_mail_is_listed():
    samples = _collection()
    shuffled = random.Random(7).sample(samples, len(samples))
    assert fitting.fit(samples).pack() == fitting.fit(shuffled).pack()


def test_a_message_is_scored_by_a_part_that_never_saw_its_list():
    samples = _collection()
    model = fitting.fit(samples)
    known = [each.score(model.trees([model.words(each.words), *each.numbers[1:]])) for each in samples]
    unseen = crossing.scores(samples)
    odd = [at for at, each in enumerate(samples) if each.source.group == "odd.example"]
    plain = [at for at, each in enumerate(samples) if each.source.group == "one.example"]
    assert sum(unseen[at] for at in odd) > sum(known[at] for at in odd) + len(odd)
    assert max(unseen[at] for at in plain) < min(unseen[at] for at in odd)


def test_a_sample_is_scored_as_the_engine_would():
    sample = _sample("ham", "one.example", 1, set())
    none, shares = replace(sample, shares={}), {"a": {"phish": 20.0}}
    assert none.score() < 0 < replace(sample, shares=shares).score()
    assert sample.score(5.0) > sample.score(3.0) > sample.score(-50.0) == sample.score(-90.0)


def test_letters_are_made_in_languages_that_the_campaign_does_not_write():
    few = list(made(10))
    abroad = [each for each in few if each.made[0] == "abroad"]
    assert {each.made[2] for each in abroad} == {"de", "pt", "nl", "es", "it", "pl", "da", "sv"}
    assert len(abroad) == (2 * 10 + 3 * 6) * 8 and MADE > 10
