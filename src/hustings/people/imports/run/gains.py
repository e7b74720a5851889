"""What a file brings to how many people: counted by the check, for what may begin with it."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.changes import starts
from hustings.people.imports.columns.options import CHANGED, CREATED
from hustings.people.imports.match.person_state import PersonState
from hustings.people.imports.match.plan import Outcome, Planned

MOST = 2_000  # tags that are told apart
_LINES = {Outcome.CREATED: CREATED, Outcome.CHANGED: CHANGED}


class Counts:
    """People with new tags and lines of the timeline, each with the purposes that they agree to then.

    Further lines about somebody, thousands of lines later, are not counted again.
    """

    def __init__(self) -> None:
        self.people: Counter[str] = Counter()
        self.lines: dict[str, Counter[str]] = defaultdict(Counter)
        self.tags: dict[str, Counter[str]] = defaultdict(Counter)
        self._keys: dict[str, str] = {}

    def see(self, planned: Sequence[Planned]) -> None:
        """Count a chunk, after all of its lines were planned."""
        for each in planned:
            if each.standing and (line := _LINES.get(each.outcome)):
                purposes = [starts.ALL, *_agreed(each.standing)]
                self.people.update(purposes)
                self.lines[line].update(purposes)
                for name in each.standing.new.tags:
                    key = self._keys.get(name)
                    if key is None:
                        key = self._keys[name] = fold(name)[:100]
                    if key in self.tags or len(self.tags) < MOST:
                        self.tags[key].update(purposes)

    @property
    def gains(self) -> starts.Gains:
        return starts.Gains(self.people, self.lines, self.tags)


def _agreed(one: PersonState) -> list[str]:
    return [purpose for purpose, answer in one.answers.items() if answer.is_given]
