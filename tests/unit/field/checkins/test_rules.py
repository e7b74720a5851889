"""Rules of a door, by the table that phones are held to as well, and in any order of arrival."""

import random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.field.checkins import rules
from hustings.field.checkins.rules import Op, Row, Rules
from tests.cast.field.checkins import cases

REPLICAS = [UUID(int=n) for n in range(1, 4)]


@pytest.mark.parametrize("line", cases.JUDGED, ids=lambda line: line["name"])
def test_a_door_says_what_the_table_says(line):
    row = line["row"] and Row(**line["row"])
    ops = [rules.op_of(each) for each in line["ops"]]
    by = Rules(line["reentry"], [tuple(window) for window in line["windows"]])
    found = rules.judge(line["reading"], line["people"], row, ops, by, line["now"])
    assert {"people": 0, "door": "", "at": None} | line["says"] == {
        "code": found.code, "people": found.people, "door": found.door, "at": found.at
    }  # fmt: skip


@pytest.mark.parametrize("line", cases.DERIVED, ids=lambda line: line["name"])
def test_entries_come_to_what_the_table_says(line):
    state = rules.derive([rules.op_of(op) for op in line["ops"]], line["people"], Rules(line["reentry"]))
    assert line["says"] == {
        "people": state.people, "inside": state.inside, "enters": len(state.enters),
        "doubles": [op.id for op in state.doubles], "is_absent": state.is_absent,
    }  # fmt: skip


@st.composite
def histories(draw: Any) -> list[Op]:
    """Entries of three doors that know of each other now and then, with clocks that may be wrong."""
    made: list[Op] = []
    known: dict[UUID, dict[str, int]] = {replica: {} for replica in REPLICAS}
    for n in range(draw(st.integers(1, 8))):
        replica = draw(st.sampled_from(REPLICAS))
        if draw(st.booleans()):
            known[replica] |= {str(op.replica): op.n for op in made}
        verb = draw(st.sampled_from(["enter", "enter", "leave", "undo", "absent"]))
        of = draw(st.sampled_from(made)).id if verb == "undo" and made else ""
        at = 1000.0 + draw(st.integers(-50, 50))
        made.append(Op(f"{n}", replica, n + 1, dict(known[replica]), verb, at, f"{replica}", 1, of))
        known[replica][str(replica)] = n + 1
    return made


@given(histories(), st.integers(1, 3), st.booleans(), st.randoms())
def test_the_order_of_arrival_changes_nothing(ops, people, reentry, shuffled: random.Random):
    first = rules.derive(ops, people, Rules(reentry))
    mixed = ops[:]
    shuffled.shuffle(mixed)
    assert rules.derive(mixed, people, Rules(reentry)) == first
    assert 0 <= first.inside <= first.people <= people
    n = sum(op.people for op in first.enters if op not in first.doubles)
    assert first.people <= max(n, 0) and (not first.is_absent or not first.enters)


@given(histories())
def test_nothing_stands_before_what_it_had_seen(ops):
    found = rules.ordered(ops)
    assert sorted(op.id for op in found) == sorted(op.id for op in ops)
    for at, op in enumerate(found):
        assert not any(later.n <= op.seen.get(str(later.replica), 0) for later in found[at + 1 :])
