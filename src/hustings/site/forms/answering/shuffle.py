"""Shuffled order of choices and questions, since the first of a list is chosen more often.

A seed travels with what was typed, so one order holds on all steps; it is kept with the response.
"""

import random
import secrets
from collections.abc import Iterable, Sequence

from hustings.site.forms.models import Option, Question, Questionnaire

SEED = "~"  # beside the names of inputs in what was typed
Order = Question.Order


def seed() -> str:
    return secrets.token_hex(8)


def mixes(questionnaire: Questionnaire, questions: Iterable[Question]) -> bool:
    """Whether anything of the form stands in another order for each."""
    return bool(questionnaire.mixed_steps) or any(one.has_options and one.order for one in questions)


def _by(seed: str, what: str) -> random.Random:
    return random.Random(f"{seed} {what}")  # noqa: S311 # an order, no secret


def options(question: Question, seed: str) -> list[Option]:
    """The choices in this one's order; as written without a seed."""
    found = list(question.options.all())
    if not seed or not question.order or len(found) < 2:
        return found
    chance = _by(seed, question.name)
    if question.order == Order.TURNED:
        return found[::-1] if chance.random() < 0.5 else found
    last = [found.pop()] if question.order == Order.LAST else []
    chance.shuffle(found)
    return found + last


def questions(questionnaire: Questionnaire, rows: Sequence[Question], seed: str) -> list[Question]:
    """The questions in their steps, in this one's order."""
    if not seed or not questionnaire.mixed_steps:
        return list(rows)
    found: list[Question] = []
    for step in sorted({one.step for one in rows}):
        mine = [one for one in rows if one.step == step]
        if step in questionnaire.mixed_steps:
            _by(seed, f"step {step}").shuffle(mine)
        found += mine
    return found


def shown(questionnaire: Questionnaire, asked: Sequence[Question], seed: str) -> dict[str, list[int]] | None:
    """What a response keeps: the order of each mixed question's choices, and of mixed steps' questions."""
    if not seed or not mixes(questionnaire, asked):
        return None
    kept = {
        one.name: [option.pk for option in options(one, seed)]
        for one in asked
        if one.has_options and one.order
    }
    for step in questionnaire.mixed_steps:
        if mine := [one.pk for one in asked if one.step == step]:
            kept[f"step{step}"] = mine
    return kept
