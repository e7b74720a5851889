"""Points and their reasons, cohorts, rounds: held against what they promise for any input."""

import datetime as dt
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from hustings.networks.exchange.matching import acceptance, rounds, scores, week_hours
from hustings.networks.exchange.matching.profiles import Profile, words

PROFILES = st.builds(
    Profile,
    kind=st.sampled_from(["mentor", "room"]),
    organisation=st.integers(0, 3),
    skills=st.frozensets(st.integers(1, 6), max_size=4),
    words=st.frozensets(st.sampled_from(["compta", "impots", "juridi"])),
    languages=st.frozensets(st.sampled_from(["fr", "en"])),
    hours=st.integers(0, (1 << 168) - 1),
    city=st.sampled_from(["", "paris", "london"]),
)


@given(st.lists(PROFILES, max_size=4), st.lists(PROFILES, max_size=4))
def test_the_table_and_the_reasons_give_the_same_points(asks: list[Profile], offers: list[Profile]) -> None:
    table = scores.table(asks, offers)
    for row, ask in enumerate(asks):
        for column, offer in enumerate(offers):
            found = scores.reasons(ask, offer)
            points = scores.BARRED if found is None else sum(each.points for each in found)
            assert points == table[row, column] and points <= 100


def test_nobody_is_matched_with_their_own_organisation_or_without_a_common_language() -> None:
    ask = Profile("mentor", 1, skills=frozenset({1}), languages=frozenset({"fr"}))
    fits = Profile("mentor", 2, skills=frozenset({1}), languages=frozenset({"fr", "en"}))
    assert scores.reasons(ask, fits)
    assert scores.reasons(ask, Profile("mentor", 1, fits.skills, languages=fits.languages)) is None
    assert scores.reasons(ask, Profile("mentor", 2, fits.skills, languages=frozenset({"en"}))) is None
    assert scores.reasons(ask, Profile("mentor", 2, languages=fits.languages)) is None, "nothing in common"


def test_a_room_must_be_in_the_city_and_needs_no_common_language() -> None:
    ask = Profile("room", 1, languages=frozenset({"fr"}), city="paris")
    assert scores.reasons(ask, Profile("room", 2, languages=frozenset({"en"}), city="paris"))
    assert scores.reasons(ask, Profile("room", 2, languages=frozenset({"fr"}), city="london")) is None


def test_words_are_alike_across_their_endings_and_two_languages() -> None:
    assert words("Comptabilité d’une association") & words("I’m an accountant, une comptable") == {"compta"}
    assert not words("avec pour dans the with")


def test_two_cities_meet_when_both_clocks_say_so() -> None:
    evening = 1 << 2  # Monday
    paris, london = (week_hours.of_times(evening, minutes) for minutes in (60, 0))
    assert week_hours.shared(paris, london) == 3, "18 to 22 h in both: an hour apart"
    assert week_hours.shared(week_hours.of_times(1, 14 * 60), week_hours.of_times(1 << 20, 0)) == 4
    assert dt.timedelta(hours=week_hours.HOURS) == dt.timedelta(days=7)


@st.composite
def markets(draw: st.DrawFn) -> tuple[list[list[int]], list[list[int]], list[int]]:
    n_offers = draw(st.integers(1, 3))
    places = draw(st.lists(st.integers(1, 2), min_size=n_offers, max_size=n_offers))
    choices = draw(
        st.lists(st.lists(st.integers(0, n_offers - 1), unique=True, max_size=n_offers), max_size=4)
    )
    points = [draw(st.lists(st.integers(0, 9), min_size=len(one), max_size=len(one))) for one in choices]
    return choices, points, places


def is_stable(
    found: tuple[int | None, ...], choices: list[list[int]], points: list[list[int]], places: list[int]
) -> bool:
    """Whether no ask and offer would both rather have each other."""
    for ask, mine in enumerate(choices):
        for at, offer in enumerate(mine):
            if offer == found[ask]:
                break
            others = [each for each, got in enumerate(found) if got == offer]
            wants = (points[ask][at], -ask)
            if len(others) < places[offer] or any(
                (points[each][choices[each].index(offer)], -each) < wants for each in others
            ):
                return False
    return True


@given(markets())
def test_a_cohort_is_stable_and_the_best_stable_one_for_those_who_ask(
    market: tuple[list[list[int]], list[list[int]], list[int]],
) -> None:
    choices, points, places = market
    found = tuple(acceptance.pairs(choices, points, places))
    assert is_stable(found, choices, points, places)
    slots = [offer for offer, n in enumerate(places) for _each in range(n)] + [None] * len(choices)
    for other in set(permutations(slots, len(choices))):
        if any(got is not None and got not in choices[ask] for ask, got in enumerate(other)):
            continue
        if is_stable(other, choices, points, places):
            for ask, mine in enumerate(choices):
                rank = [*mine, None]
                assert rank.index(found[ask]) <= rank.index(other[ask])
    assert all(found.count(offer) <= n for offer, n in enumerate(places)), "nobody above their cap"


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=40), st.integers(1, 7))
def test_nobody_sits_at_two_tables_and_only_the_fully_booked_miss_a_date(
    pairs: list[tuple[int, int]], n_rounds: int
) -> None:
    found = rounds.schedule(pairs, n_rounds)
    for side in (0, 1):
        assert len({(pair[side], at) for pair, at in found.items()}) == len(found)
    assert all(0 <= at < n_rounds for at in found.values())
    for pair in set(pairs) - found.keys():
        assert any(sum(each[side] == pair[side] for each in found) == n_rounds for side in (0, 1))
