"""Routing: informative and new statements first, the same for a reader until they vote."""

from collections import Counter

from hustings.deliberation.opinions.routing import Standing, following, four, weight

OPEN, SETTLED, DULL = Standing(1, 20, 20), Standing(2, 39, 1), Standing(3, 4, 4, 32)


def test_settled_and_passed_over_statements_give_way():
    assert weight(OPEN, 40) > weight(SETTLED, 40) and weight(OPEN, 40) > weight(DULL, 40)
    assert weight(Standing(9), 40) > weight(OPEN, 40)


def test_a_reader_sees_the_same_until_they_vote():
    many = [Standing(number, 5, 5) for number in range(30)]
    assert following(many, "ann", 3, 30) == following(many, "ann", 3, 30)
    assert following(many, "ann", 3, 30) != following(many, "ann", 4, 30) != following(many, "bob", 4, 30)
    assert sorted(following(many, "ann", 3, 30)) == list(range(30))
    assert following([], "ann", 0) == []


def test_new_ones_come_often_and_never_always():
    standings = [OPEN, SETTLED, DULL, Standing(4)]
    first = Counter(following(standings, f"reader {nth}", 0)[0] for nth in range(1_000))
    assert first[4] > first[1] > first[2] > 0 and first[3] > 0 and first[4] < 900


def test_four_are_those_shown_least():
    shown = {1: 9, 2: 0, 3: 1, 4: 1, 5: 0, 6: 8}
    found = four(shown, "ann", 0)
    assert sorted(found) == [2, 3, 4, 5] and found == four(shown, "ann", 0)
    assert len({four(shown, f"reader {nth}", 0) for nth in range(50)}) > 10
