"""The same schedules as two well-known tools would keep them, re-told in their essentials.

``ArrivalWins`` is like turf-tools: an append-only log whose serial is taken before the commit, readers with
a cursor over it, and the last row to arrive as a door's state. ``ClientClock`` is like Zetkin: the newest by
the phone's clock is a door's state, and each phone reports today's sum of a building, over what is there.
"""

import random
from collections import Counter
from collections.abc import Sequence

from hustings.field.canvassing import rules
from tests.cast.field.canvassing.schedules import DAY, NOTE, SEND, Step

SLOW = 0.05  # of the transactions commit after a later one


class ArrivalWins:
    """State by order of arrival; a cursor passes what commits below it."""

    def __init__(self, steps: Sequence[Step], dice: random.Random) -> None:
        self.states: dict[str, str] = {}
        self.talked: set[str] = set()
        phones = range(1 + max(step.phone for step in steps))
        waiting: dict[int, list[Step]] = {phone: [] for phone in phones}
        cursor, unheard = dict.fromkeys(phones, 0), dict.fromkeys(phones, 0)
        serial, late = 0, list[int]()  # taken and not committed
        for step in steps:
            if step.do == NOTE:
                waiting[step.phone].append(step)
                continue
            for sent in waiting[step.phone][: step.n]:
                serial += 1
                self._arrive(sent)
                late = [each for each in late if dice.random() > 0.5]
                late += [serial] if dice.random() < SLOW else []
            waiting[step.phone] = waiting[step.phone][step.n :]
            unheard[step.phone] += sum(each > cursor[step.phone] for each in late)
            cursor[step.phone] = serial
        for left in waiting.values():
            for sent in left:
                self._arrive(sent)
        self.never_pulled = sum(unheard.values())

    def _arrive(self, step: Step) -> None:
        self.states[step.door] = step.verb
        if step.verb == rules.TALKED:
            self.talked.add(step.door)

    @property
    def hidden(self) -> int:
        """Doors with a conversation that a later note hides."""
        shown = {rules.TALKED, rules.NO_RETURN}
        return sum(self.states[door] not in shown for door in self.talked)


class ClientClock:
    """State by the phones' clocks; sums of a day and a building that are written over."""

    def __init__(self, steps: Sequence[Step]) -> None:
        newest: dict[str, Step] = {}
        sums: Counter[tuple[str, float]] = Counter()
        own: Counter[tuple[int, str, float]] = Counter()
        self.talked, self.n_noted = set[str](), 0
        for step in steps:
            if step.do != NOTE:
                if step.do == SEND:
                    for (phone, building, day), n in own.items():
                        if phone == step.phone:
                            sums[building, day] = n  # a PATCH of today's sum
                continue
            self.n_noted += 1
            building, day = step.door.partition("/")[0], step.at // DAY
            own[step.phone, building, day] += 1
            if step.door not in newest or newest[step.door].at <= step.at:
                newest[step.door] = step
            if step.verb == rules.TALKED:
                self.talked.add(step.door)
        for (_phone, building, day), n in own.items():
            sums[building, day] = n
        self.states = {door: step.verb for door, step in newest.items()}
        self.n_counted = sum(sums.values())

    @property
    def hidden(self) -> int:
        """Doors with a conversation that another note hides."""
        shown = {rules.TALKED, rules.NO_RETURN}
        return sum(self.states[door] not in shown for door in self.talked)

    @property
    def uncounted(self) -> int:
        """Visits that the sums lack."""
        return self.n_noted - self.n_counted
