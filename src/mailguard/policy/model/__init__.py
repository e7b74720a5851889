"""The learnt part: it corrects the sum of the signals by what words and structure of real mail taught.

It is trained by ``tools/train_model.py`` from mail that is not in this repository, on top of the weights of
the signals. Only numbers ship, the words' under hashed names, so that no text can be read back from them.
"""

from collections.abc import Mapping
from functools import cache

from mailguard.facts import Facts
from mailguard.policy.model import shape, tokens, trees


class Learnt:
    def __init__(self, model: trees.Model) -> None:
        self.model = model

    def odds(self, facts: Facts, sums: Mapping[str, float]) -> float:
        """Log-odds to add. ``sums`` are the log-odds that each group of signals adds already."""
        words = self.model.words(tokens.features(facts))
        return self.model.trees(shape.numbers(facts, words, sums))


@cache
def shipped() -> Learnt:
    """The one in the wheel; it is read once."""
    return Learnt(trees.load())
