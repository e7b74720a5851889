"""Rules of a door, by the table that phones are held to as well, and in any order of arrival."""

import random
from dataclasses import asdict
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.field.canvassing import door_keys, rules
from hustings.field.canvassing.rules import Op
from hustings.foundation.sync import causal
from tests.cast.field.canvassing import cases

REPLICAS = [UUID(int=n) for n in range(1, 4)]
KEYS = ["b1/a/2/g", "b1/a/2/d", "b1/a/2/1"]
DOOR_VERBS = [*rules.RESULTS, rules.TALKED, rules.ABSENT, rules.UNDO, rules.WISHED, rules.MOVED]
BUILDING_VERBS = [rules.ADD, rules.MERGE, rules.PART, rules.NOTE, rules.UNDO]


def plain(found: Any) -> dict[str, Any]:
    """As JSON has it."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(found).items()}


def split(ops: list[Op]) -> tuple[list[Op], rules.Building]:
    """Entries of doors, and what those of the building come to."""
    return [op for op in ops if "/" in op.key], rules.building(op for op in ops if "/" not in op.key)


@pytest.mark.parametrize("line", cases.DERIVED, ids=lambda line: line["name"])
def test_notes_come_to_what_the_table_says(line):
    doors, building = split([rules.op_of(op) for op in line["ops"]])
    states = rules.by_door(doors, building)
    found = states.get(building.names.get(cases.DOOR, cases.DOOR), rules.State())
    assert plain(found) == line["says"]


@pytest.mark.parametrize("name,ops,says", cases.BUILDINGS, ids=[name for name, *_more in cases.BUILDINGS])
def test_doors_of_a_building_are_what_the_table_says(name, ops, says):
    nothing = {"added": [], "parted": [], "names": {}, "notes": []}
    assert plain(rules.building(rules.op_of(op) for op in ops)) == nothing | says


@pytest.mark.parametrize("building,stair,floor,label,key", cases.NAMES)
def test_two_who_find_a_door_name_it_alike(building, stair, floor, label, key):
    assert door_keys.key(building, stair, floor, label) == key
    again = key.split("/")
    assert door_keys.key(*again) == key
    assert door_keys.building_of(key) == building


@st.composite
def histories(draw: Any) -> list[Op]:
    """Entries of three phones that know of each other now and then, with clocks that may be wrong."""
    made: list[Op] = []
    known: dict[UUID, set[int]] = {replica: set() for replica in REPLICAS}
    for n in range(draw(st.integers(1, 9))):
        replica, key = draw(st.sampled_from(REPLICAS)), draw(st.sampled_from([*KEYS, "b1"]))
        if draw(st.booleans()):
            known[replica] = set(range(len(made)))
        seen = causal.known(made[at] for at in known[replica] if made[at].key == key)
        verb = draw(st.sampled_from(DOOR_VERBS if "/" in key else BUILDING_VERBS))
        of = draw(st.sampled_from(made)).id if made and (verb == rules.UNDO or draw(st.booleans())) else ""
        doors = tuple(draw(st.lists(st.sampled_from(KEYS), min_size=2, max_size=3)))
        at = 1000.0 + draw(st.integers(-50, 50))
        known[replica].add(len(made))
        due = draw(st.integers(0, 3)) if verb in rules.WISHES else None
        made.append(Op(f"{n}", replica, n + 1, seen, key, verb, at, of, doors, due))
    return made


@given(histories(), st.randoms())
def test_the_order_of_arrival_changes_nothing(ops, shuffled: random.Random):
    doors, building = split(ops)
    first = rules.by_door(doors, building)
    mixed = ops[:]
    shuffled.shuffle(mixed)
    again, same = split(mixed)
    assert same == building
    assert rules.by_door(again, same) == first


@given(histories())
def test_no_talk_is_lost_and_do_not_come_back_always_wins(ops):
    doors, building = split(ops)
    found = rules.by_door(doors, building)
    talks = [op_id for state in found.values() for op_id in state.talks]
    assert sorted(talks) == sorted(op.id for op in rules.standing(doors) if op.verb == rules.TALKED)
    ends = {(op.of, op.replica, op.key) for op in ops if op.of}
    for op in doors:
        if op.verb == rules.NO_RETURN and (op.id, op.replica, op.key) not in ends:
            state = found[building.names.get(op.key, op.key)]
            assert state.code == rules.NO_RETURN and state.wish != rules.WAITS
