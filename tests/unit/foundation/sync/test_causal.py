"""What supersedes what hangs on what people knew, and on no order of arrival."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.foundation.sync import causal

SCHEDULES = 10_000
REPLICAS = [UUID(int=n) for n in range(1, 5)]


@dataclass(frozen=True)
class Op:
    replica: UUID
    n: int
    seen: dict[str, int] = field(default_factory=dict, hash=False)


class Phone:
    """Notes, sends and fetches whenever the schedule has it do so; knows everything that it knew by heart."""

    def __init__(self, replica: UUID) -> None:
        self.replica, self.n = replica, 0
        self.held: dict[Op, None] = {}
        self.knows: set[Op] = set()
        self.unsent: list[Op] = []

    def note(self, behind: dict[Op, set[Op]]) -> None:
        self.n += 1
        op = Op(self.replica, self.n, causal.known(self.held))
        behind[op] = set(self.knows)
        self.held[op] = None
        self.knows.add(op)
        self.unsent.append(op)

    def fetch(self, ops: Sequence[Op], behind: dict[Op, set[Op]]) -> None:
        for op in ops:
            self.held[op] = None
            self.knows |= {op} | behind[op]


def run(steps: Sequence[tuple[str, int, int]]) -> tuple[list[Op], dict[Op, set[Op]]]:
    """The log at the end, and what whoever noted an operation knew."""
    phones = [Phone(replica) for replica in REPLICAS]
    log: dict[Op, None] = {}
    behind: dict[Op, set[Op]] = {}
    for what, who, n in steps:
        phone = phones[who]
        if what == "note":
            phone.note(behind)
        elif what == "send":  # any part of what waits, in any order, and it may be sent again
            log |= dict.fromkeys(phone.unsent[n % 3 :])
        else:
            phone.fetch(list(log), behind)
    for phone in phones:
        log |= dict.fromkeys(phone.unsent)
    return list(log), behind


def holds(log: Sequence[Op], behind: dict[Op, set[Op]], dice: random.Random) -> None:
    """Everything that is said of a log, against what people knew; and once more in another order."""
    others = list(log)
    dice.shuffle(others)
    heads = causal.heads(log)
    known = set().union(*behind.values())
    assert set(heads) == {op for op in log if op not in known}
    assert set(causal.heads(others)) == set(heads)
    assert set(causal.superseded(others)) == set(log) - set(heads)
    assert causal.in_order(others) == causal.in_order(log)
    assert causal.known(others) == causal.known(log)
    place = {op: at for at, op in enumerate(causal.in_order(log))}
    for op in log[:6]:
        for other in log:
            if op != other:
                assert causal.before(op, other) == (op in behind[other])
                assert causal.before(op, other) <= (place[op] < place[other])
                apart = op not in behind[other] and other not in behind[op]
                assert causal.are_concurrent(op, other) == apart


def test_ten_thousand_schedules_come_to_the_same_in_any_order():
    dice = random.Random(20270411)
    for _schedule in range(SCHEDULES):
        steps = [
            (dice.choice(["note", "note", "send", "fetch"]), dice.randrange(4), dice.randrange(9))
            for _step in range(dice.randrange(2, 20))
        ]
        log, behind = run(steps)
        if log:
            holds(log, behind, dice)


STEPS = st.lists(
    st.tuples(st.sampled_from(["note", "send", "fetch"]), st.integers(0, 3), st.integers(0, 9)), max_size=25
)


@settings(max_examples=200)
@given(STEPS, st.randoms(use_true_random=False))
def test_so_does_the_smallest_schedule_that_anyone_finds(steps, dice):
    log, behind = run(steps)
    if log:
        holds(log, behind, dice)


def test_two_who_did_not_know_of_each_other_both_stand():
    first, second = Op(REPLICAS[0], 1), Op(REPLICAS[1], 1)
    assert causal.heads([first, second]) == [first, second]
    both = Op(REPLICAS[0], 2, causal.known([first, second]))
    assert causal.heads([first, second, both]) == [both]


def test_claims_that_contradict_each_other_hide_nothing():
    one = Op(REPLICAS[0], 1, {str(REPLICAS[1]): 9})
    other = Op(REPLICAS[1], 1, {str(REPLICAS[0]): 9})
    assert causal.heads([one, other]) == [one, other]
    alone = Op(REPLICAS[0], 1, {str(REPLICAS[0]): 9})
    assert causal.heads([alone]) == [alone]


def test_a_store_that_counts_anew_hides_nothing():
    same = [Op(REPLICAS[0], 1), Op(REPLICAS[0], 1, {str(REPLICAS[2]): 1})]
    assert causal.heads(same) == same
