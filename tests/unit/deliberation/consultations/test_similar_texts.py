"""Similar contributions: what an index finds, how it grows, and what it leaves out."""

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import debate_texts, paraphrases
from hustings.deliberation.consultations.reading import similar_texts
from hustings.deliberation.consultations.reading.similar_texts import Index

TRAMWAY = "Il faut prolonger la ligne de tramway jusqu’à l’hôpital, car les bus sont pleins le matin."
CANTEEN = "Je propose de servir des repas biologiques à la cantine des écoles maternelles."
RENTS = "Cap the rents near the station, because young families are moving away."


def index(*texts: str) -> Index:
    made = Index()
    made.update([(key, key, text) for key, text in enumerate(texts)])
    return made


@pytest.fixture(scope="module")
def debate() -> tuple[list[str], Index]:
    texts = debate_texts.distinct(Random(7), 1_500)
    return texts, index(*texts)


def keys(made: Index, text: str, **how: object) -> list[int]:
    return [match.key for match in made.near(text, **how)]  # type: ignore[arg-type]


def test_an_empty_index_finds_nothing():
    assert Index().near(TRAMWAY) == []


@pytest.mark.parametrize(
    "typed",
    [
        "les bus sont pleins le matin : prolongeons le tramway jusqu'à l'hopital",
        "IL FAUT PROLONGER LA LIGNE DE TRAMWAY",
        "prolonger la lingne de tramwai jusqu’a l’hopitall",
    ],
)
def test_order_case_accents_and_typing_errors_hide_nothing(typed):
    assert keys(index(CANTEEN, TRAMWAY, RENTS), typed) == [1]


def test_words_that_nobody_used_find_nothing():
    assert keys(index(CANTEEN, RENTS), "vélo") == []


def test_the_same_text_is_wholly_alike():
    assert index(CANTEEN, TRAMWAY).near(TRAMWAY)[0] == similar_texts.Match(1, 1.0)


def test_words_that_say_nothing_make_nothing_alike():
    assert (
        keys(index("Il faut vraiment que tout cela soit fait", TRAMWAY), "Mais tout cela est bien vrai") == []
    )
    assert keys(index(TRAMWAY), "?! ... 👍") == []


def test_numbers_count_as_words():
    made = index("Supprimer l’article 9 du projet", "Supprimer l’article 14 du projet")
    assert keys(made, "supprimer article 14")[0] == 1


def test_scripts_without_spaces_are_compared_too():
    assert keys(index("我们应该在学校附近修建自行车道", "降低公共交通的价格"), "学校附近修建自行车道") == [0]


def test_a_text_is_not_like_itself():
    assert keys(index(TRAMWAY, TRAMWAY), TRAMWAY, but=0) == [1]


def test_equals_stand_in_the_order_of_their_keys():
    assert keys(index(*[TRAMWAY] * 90), TRAMWAY) == [0, 1, 2]


def test_a_later_version_takes_the_place_of_the_earlier():
    made = index(TRAMWAY, CANTEEN)
    made.update([(10, 0, RENTS)])
    assert keys(made, TRAMWAY) == []
    assert keys(made, RENTS) == [0]
    assert (len(made), made.upto) == (2, 10)


def test_rows_read_again_or_out_of_order_change_nothing():
    made = index(TRAMWAY, CANTEEN)
    made.update([(12, 0, RENTS), (11, 0, CANTEEN)])
    made.update([(0, 0, TRAMWAY), (11, 0, CANTEEN)])
    assert keys(made, RENTS) == [0]
    assert (len(made), made.upto) == (2, 12)


def test_a_text_that_is_taken_out_is_found_no_more_and_may_come_back():
    made = index(TRAMWAY, CANTEEN)
    made.update([(5, 0, None)])
    assert (keys(made, TRAMWAY), len(made)) == ([], 1)
    made.update([(6, 0, TRAMWAY)])
    assert (keys(made, TRAMWAY), len(made)) == ([0], 2)


def test_many_edits_leave_no_dead_weight():
    made, number = index(*[f"{TRAMWAY} {n}" for n in range(30)]), 100
    for turn in range(12):
        for key in range(30):
            made.update([(number := number + 1, key, f"{RENTS} {turn * key}")])
    assert len(made) == 30
    assert len(made._state.keys) <= 30 + similar_texts._FEW + 30
    assert keys(made, TRAMWAY) == []
    assert len(keys(made, RENTS)) == 3


def test_all_may_be_taken_out():
    made = index(*[f"{TRAMWAY} {n}" for n in range(90)])
    made.update([(100 + key, key, None) for key in range(90)])
    assert (len(made), keys(made, TRAMWAY)) == (0, [])
    made.update([(300, 5, TRAMWAY)])
    assert keys(made, TRAMWAY) == [5]


def test_one_by_one_finds_what_all_at_once_finds(debate):
    texts = debate[0][:500]
    whole, grown = index(*texts), Index()
    for key, text in enumerate(texts):
        grown.update([(key, key, text)])
    for text in texts[::20]:
        assert grown.near(text)[0] == whole.near(text)[0]
        assert set(keys(grown, text[:90])) & set(keys(whole, text[:90]))


@pytest.mark.parametrize("way", [paraphrases.known, paraphrases.held_out])
def test_nine_of_ten_paraphrases_are_among_three(debate, way):
    texts, made = debate
    chance = Random(11)
    wanted = chance.sample(range(len(texts)), 300)
    assert sum(key in keys(made, way(texts[key], chance)) for key in wanted) >= 270


def test_the_longest_text_is_read_as_far_as_it_counts(debate):
    _texts, made = debate
    began = time.perf_counter()
    made.near("prolonger le tramway " * 500_000)
    assert time.perf_counter() - began < 1


WORDS = st.lists(st.sampled_from("tram school rent river budget vote le très 2027".split()), max_size=6)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.none() | WORDS.map(" ".join)), max_size=40), WORDS.map(" ".join)
)
def test_whatever_came_and_went_likeness_is_what_two_sets_share(changes, typed):
    made = Index()
    for number, (key, text) in enumerate(changes):
        made.update([(number, key, text)])
    weights, asked = made._state.weights, set(similar_texts.features(typed).tolist())
    wanted = {}
    for key, text in dict(changes).items():
        has = set(similar_texts.features(text or "").tolist())
        if has & asked:
            shared, ours, theirs = (sum(weights[list(some)]) for some in (has & asked, has, asked))
            wanted[key] = shared / (ours * theirs) ** 0.5
    found = {match.key: match.likeness for match in made.near(typed, 10, least=1e-6)}
    assert found == pytest.approx(wanted)


def test_long_texts_are_compared_by_what_tells_most():
    chance = Random(5)
    long = [" ".join(debate_texts.distinct(chance, 12)) for _nth in range(60)]
    made = index(*long)
    assert len(similar_texts.features(long[7])) > similar_texts.MOST
    assert made.near(long[7])[0] == similar_texts.Match(7, 1.0)
    said = paraphrases.known(long[7][: similar_texts.LONGEST], chance)
    assert made.near(said)[0].key == 7


def test_readers_see_a_whole_index_while_it_grows(debate):
    from threading import Thread

    texts, _made = debate
    made, faults = index(*texts[:50]), []

    def read() -> None:
        for text in texts[:50] * 4:
            if made.near(text)[0].likeness < 0.99:
                faults.append(text)

    readers = [Thread(target=read) for _nth in range(3)]
    for one in readers:
        one.start()
    for key, text in enumerate(texts[50:400], 50):
        made.update([(key, key, text)])
    for one in readers:
        one.join()
    assert faults == []
