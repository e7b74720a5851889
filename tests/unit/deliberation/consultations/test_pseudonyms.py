"""Pseudonyms: one person's alone, the same for ever, and telling nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.deliberation.consultations.reading import pseudonyms
from hustings.deliberation.consultations.reading.pseudonym_words import ADJECTIVES, NOUNS
from hustings.deliberation.consultations.reading.pseudonyms import Names, Pseudonym

NAMES = Names(b"a secret of 32 bytes, more or less", 1)


def test_a_name_is_written_in_both_languages():
    otter = Pseudonym(0, 0, 417)
    assert str(otter) == "Quiet Otter 417"
    assert otter.in_language("fr") == "Loutre tranquille 417"
    assert Pseudonym(1, 7, 417).in_language("fr-ca") == "Héron audacieux 417"
    assert Pseudonym(0, 7, 417).in_language("fr") == "Loutre audacieuse 417"
    assert otter.in_language("de") == "Quiet Otter 417"


def test_names_stay_when_the_program_changes():
    """Whoever took part keeps a name for years: these may never come out otherwise."""
    assert [str(Names(b"x", 1).of(n)) for n in range(3)] == [
        "Bold Maple 779",
        "Wondering Pebble 913",
        "Happy Marten 236",
    ]


def test_no_two_share_a_name():
    names = [NAMES.of(n) for n in range(12_000)]
    for language in ("en", "fr"):
        assert len({name.in_language(language) for name in names}) == len(names)


@given(st.integers(0, 3 * pseudonyms.RANGE), st.sampled_from(["en", "fr"]))
def test_a_name_leads_back_to_its_owner_for_who_has_the_secret(number, language):
    assert NAMES.participant(NAMES.of(number).in_language(language)) == number
    assert NAMES.participant(f"  {NAMES.of(number).in_language(language).upper()} ") == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Otter",
        "Quiet Otter",
        "Quiet Otter 17",
        "Quiet Otter 1017",
        "Otter Quiet 417",
        "Loutre quiet 417",
        "٤١٧",
    ],
)
def test_what_is_no_name_belongs_to_nobody(typed):
    assert NAMES.participant(typed) is None


def test_another_consultation_or_secret_gives_other_names():
    mine = {str(NAMES.of(n)) for n in range(500)}
    for others in (Names(b"a secret of 32 bytes, more or less", 2), Names(b"another", 1)):
        assert len(mine & {str(others.of(n)) for n in range(500)}) <= 2


def test_who_joins_next_has_nothing_in_common():
    names = [NAMES.of(n) for n in range(4_000)]
    same_noun = sum(one.noun == other.noun for one, other in pairwise(names))
    rising = sum(one.number < other.number for one, other in pairwise(names))
    assert same_noun / 4_000 == pytest.approx(1 / len(NOUNS), abs=0.008)
    assert rising / 4_000 == pytest.approx(0.5, abs=0.04)


def test_each_word_is_used_once_and_needs_no_more_than_letters():
    for words in (NOUNS, ADJECTIVES):
        assert len(words) == 64
        for column in (0, 1):
            assert len({word[column] for word in words}) == 64
    assert len(pseudonyms._WORDS) == 2 * 64 * 64
