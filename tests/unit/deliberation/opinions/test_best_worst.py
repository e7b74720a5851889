"""Best and worst of four: scores by preference, whatever else was shown."""

import pytest

from hustings.deliberation.opinions.best_worst import Answer, scores


def test_the_best_leads_and_the_worst_is_last():
    found = scores([Answer((1, 2, 3, 4), 3, 1), Answer((4, 3, 2, 1), 3, 1)])
    assert [score.statement for score in found] == [3, 2, 4, 1]
    assert found[0].chance > 0.5 > found[-1].chance and found[1].chance == pytest.approx(found[2].chance)
    assert (found[0].n_shown, found[0].n_best, found[0].n_worst) == (2, 2, 0)


def test_to_beat_strong_ones_counts_more():
    answers = [Answer((1, 2, 3), 1, 3)] * 10 + [Answer((1, 4, 5), 4, 5), Answer((3, 6, 7), 6, 7)]
    chances = {score.statement: score.chance for score in scores(answers)}
    assert chances[4] > chances[6]


def test_no_answer_no_score():
    assert scores([]) == []


@pytest.mark.parametrize("answer", [((1, 2), 1, 2), ((1, 2, 2), 1, 2), ((1, 2, 3), 1, 1), ((1, 2, 3), 4, 1)])
def test_impossible_answers_are_refused(answer):
    with pytest.raises(ValueError, match=r"statements"):
        Answer(*answer)
