"""The makers of mail: the same seed makes the same letter, and what they make can be read."""

import pytest

from mailguard.corpus import ham
from mailguard.message.parse import parse
from tools.modelling import abroad


@pytest.mark.parametrize("kind", ham.KINDS)
@pytest.mark.parametrize("language", ham.LANGUAGES)
def test_a_letter_is_made_whole_and_again(kind, language):
    raw = ham.make(kind, language, 7)
    assert raw == ham.make(kind, language, 7)
    facts = parse(raw).facts
    assert facts.author.address
    assert facts.text or any(html.n_images for html in facts.html)
    assert "{" not in facts.text + facts.subject


@pytest.mark.parametrize("language", abroad.LANGUAGES)
def test_letters_from_abroad_are_in_their_language(language):
    letters = [abroad.make(kind, language, seed) for kind in abroad.KINDS for seed in range(10)]
    letters += [abroad.mass("mass", language, seed) for seed in range(10) if language in abroad.ATTACKED]
    found = [parse(raw).facts for raw in letters]
    assert {facts.language for facts in found} <= {language, ""}
    assert sum(facts.language == language for facts in found) > len(found) / 2
    assert all("{" not in facts.text + facts.subject for facts in found)
    assert abroad.make("news", language, 3) == letters[23] and len(set(letters)) == len(letters)


def test_letters_differ():
    assert len({ham.make("campaign", "fr", seed) for seed in range(50)}) == 50


def test_the_language_is_the_one_asked_for():
    found = [parse(ham.make("service", "fr", seed)).facts.language for seed in range(20)]
    assert found.count("fr") > 15
