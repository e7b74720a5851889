"""The learnt part: what it looks at, what it must not see, and the file it comes from."""

import random
import time
from array import array
from dataclasses import replace
from datetime import UTC, datetime
from zlib import crc32

import pytest

from benchmarks.mail import probes
from mailguard import Engine
from mailguard.facts import Bulk, Envelope, Hop
from mailguard.message.parse import parse
from mailguard.policy.model import Learnt, forest, shape, shipped, tokens, trees
from tests.cast.mailguard.maker import facts

_NUMBERS = [0.0] * len(shape.NAMES)


def _small(words=None):
    """A model of one tree: what the words weigh decides between -1 and 1."""
    weights = array("b", bytes(1 << tokens.BITS))
    for word, weight in (words or {}).items():
        weights[crc32(word.encode()) % (1 << tokens.BITS)] = weight
    return trees.Model(
        0.125, -0.5, weights, array("i", [0]), array("b", [0, -1, -1]), array("f", [0.0, -1.0, 1.0]),
        array("i", [1, 0, 0]), array("i", [2, 0, 0]),
    )  # fmt: skip


def test_a_word_that_speaks_against_it_turns_the_tree():
    learnt = Learnt(_small({"lottery": 100}))
    assert learnt.odds(facts("minutes"), {}) == -1.0
    assert learnt.odds(facts("lottery"), {}) == 1.0


def test_a_model_is_written_and_read_back():
    model = _small({"lottery": 100})
    assert trees.unpack(model.pack()) == model


@pytest.mark.parametrize("data", [b"", b"something else", _small().pack()[:-1]])
def test_a_file_that_is_no_model_is_refused(data):
    with pytest.raises(trees.BadModel):
        trees.unpack(data)


def test_there_is_a_number_for_every_name():
    made = facts("Hello", links=("https://evil.example/a",), reply_to="other@gmail.com")
    assert len(shape.numbers(made, 0.0, {})) == len(shape.NAMES)


def test_what_tells_sources_apart_is_not_seen():
    plain = facts("The hall is ours from seven.", subject="hall")
    elsewhere = replace(
        plain,
        subject="[board] hall",
        sent_at=datetime(2002, 1, 1, tzinfo=UTC),
        headers=(("x-ms-exchange", "1"), ("x-mailer", "Pine")),
        hops=(Hop(by="mx.example.org"),),
        envelope=Envelope(helo="mx.example.org"),
        bulk=Bulk(mailer="Pine"),
        text=plain.text + "\n-- \nboard mailing list",
        message_id="<1@example.org>",
    )
    assert tokens.features(plain) == tokens.features(elsewhere)
    assert shape.numbers(plain, 0.0, {}) == shape.numbers(elsewhere, 0.0, {})


def test_addresses_and_numbers_are_no_words():
    assert set(tokens.tokens(facts("ring 0612345678 or dora@valbrune.example https://a.example/x"))) <= {
        "ring", "or", "ring or", "n:ada", "n:stranger",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"Hall", (seven): [bring] chairs; a table?', ["hall", "seven", "bring", "chairs", "table"]),
        ("don't re-open well-known!! 50% $9", ["don", "re", "open", "well", "known", "!!", "%", "$"]),
        ("see www.'x' or vote.fr/a, not www", ["see", "www"]),
        ("<dora@valbrune.example> \U0001d418our brand\u2122", ["brand"]),  # neither has a lower case
        ("a" * 26, ["a" * 24, "aa"]),
    ],
)
def test_a_word_is_the_same_whatever_marks_stand_around_it(text, words):
    assert [token for token in tokens.tokens(facts(text, author="")) if " " not in token] == words


def _walk(tree, numbers):
    while isinstance(tree, tuple):
        which, threshold, low, high = tree
        tree = low if numbers[which] <= threshold else high
    return tree


def _tree(chance, depth):
    if not depth or chance.random() < 0.2:
        return chance.uniform(-1, 1)
    return chance.randrange(3), chance.randrange(4) / 2, _tree(chance, depth - 1), _tree(chance, depth - 1)


@pytest.mark.parametrize("depth", [0, 1, 3, 4, 5, 6])
def test_a_forest_says_what_walks_through_its_trees_say(depth):
    chance = random.Random(depth)
    trees = [_tree(chance, depth) for _ in range(30)]
    grown = forest.Forest(trees)
    for _ in range(300):
        numbers = [chance.randrange(-1, 5) / 2 for _ in range(3)]
        total = 0.0
        for tree in trees:
            total += _walk(tree, numbers)
        assert grown.total(numbers) == total


def test_a_forest_without_trees_says_nothing():
    assert forest.Forest([]).total([1.0]) == 0.0


def test_a_tree_with_more_leaves_than_bits_is_refused():
    tree = 0.0
    for threshold in range(64):
        tree = (0, float(threshold), 1.0, tree)
    with pytest.raises(forest.TooManyLeaves, match="65"):
        forest.Forest([tree])


def test_the_shipped_model_is_small_and_quick_to_load():
    assert trees.PATH.stat().st_size < 5_000_000
    began = time.process_time()
    trees.unpack(trees.PATH.read_bytes())
    assert time.process_time() - began < 0.3


def test_the_shipped_model_leaves_short_notes_alone():
    notes = [
        "See you at six.",
        "On se voit à six heures ?",
        "Can you print forty leaflets?",
        "Merci pour hier !",
    ]
    for note in notes:
        assert Engine().judge(facts(note, message_id="<1.2@stranger.example>")).probability < 0.2


def test_more_words_of_attacks_never_acquit():
    rng = random.Random(7)
    model = shipped().model
    for _ in range(200):
        numbers = [rng.uniform(-2, 6) for _ in shape.NAMES]
        more = [numbers[0] + rng.uniform(0, 5), *numbers[1:]]
        assert model.trees(more) >= model.trees(numbers) - 1e-6


def test_addresses_are_masked_in_linear_time():
    said = facts("Write to -bob@valbrune.example- or see www.a.org/x, hall-plan.fr/y and (b.com) now")
    words = [each for each in tokens.tokens(said) if " " not in each and ":" not in each]
    assert words == ["write", "see", "now"]
    for word in ("x", "a-", "a."):
        started = time.process_time()
        list(tokens.tokens(facts(word * 6_000)))
        assert time.process_time() - started < 0.05


def test_what_a_message_wants_is_not_confused_with_another_ones():
    asking, plain = facts("Verify your password."), facts("The hall is ours from seven.")
    asked = [each.insight.wanted("password").n > 0 for each in (asking, plain, asking)]
    assert asked == [True, False, True]


@pytest.mark.parametrize("language", ["da", "de", "es", "fr", "it", "nl", "pl", "pt", "sv"])
def test_no_language_looks_like_an_attack(language):
    said = [
        [shipped().odds(parse(probes.language_only(topic, b"", replace(facts(""), language=each))).facts, {})
         for topic in range(4)]
        for each in (language, "en")
    ]  # fmt: skip
    assert abs(sum(said[0]) - sum(said[1])) / 4 < 1.5


def test_words_that_tell_a_language_are_no_features():
    assert tokens.tokens(facts("Where is the hall", subject="Für die Halle"))[:1] == ["where"]
    assert {"the", "is", "s:fur", "s:die"}.isdisjoint(
        tokens.tokens(facts("Where is the hall", subject="Für die Halle"))
    )
