"""Whatever a phone sends is an entry or is refused by name."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.foundation.sync import entries

GOOD = {
    "id": str(UUID(int=5)), "replica": str(UUID(int=6)), "n": 1, "seen": {str(UUID(int=7)): 3}, "key": "door",
    "verb": "add", "body": {"n": 1}, "at": "2027-04-11T08:00:00.123Z",
}  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.uuids().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
MOMENTS = st.datetimes().map(str)


@given(JSON | st.dictionaries(st.sampled_from(sorted(GOOD)), JSON), st.booleans())
def test_anything_is_an_entry_or_is_refused(raw, is_filled_in):
    sent = GOOD | raw if is_filled_in and isinstance(raw, dict) else raw
    try:
        found = entries.one(sent)
    except entries.Malformed as wrong:
        assert wrong.reason
    else:
        assert entries.one(json.loads(json.dumps(entries.told(found)))) == found


@given(MOMENTS, st.sampled_from(["", "Z", "+14:00", "-14:00", "+00:00:01"]))
def test_a_moment_stays_in_what_both_databases_hold_whatever_the_clock(text, zone):
    try:
        found = entries.moment(text + zone, "at")
    except entries.Malformed:
        return
    assert zone
    for offset in (-(2**31) + 1, 2**31 - 1):
        assert entries.clock_offset(offset) == offset
        assert found + timedelta(seconds=offset)


@pytest.mark.parametrize("value", [2**31, -(2**31), 1.5, None, True, "1"])
def test_no_number_of_seconds_is_no_wrong_clock(value):
    assert entries.clock_offset(value) == 0


def test_the_one_that_is_wrong_is_named():
    with pytest.raises(entries.Malformed) as wrong:
        entries.many([GOOD, GOOD | {"n": 0}])
    assert wrong.value.at == 1 and wrong.value.reason.startswith("n: ")
    with pytest.raises(entries.Malformed) as wrong:
        entries.many([GOOD] * (entries.MOST + 1))
    assert wrong.value.at is None
