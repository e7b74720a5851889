"""Keys of buildings and doors, by the table that phones are held to as well."""

import json
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.field.addresses import keys
from tests.cast.field import addresses

CASES = json.loads(Path(addresses.__file__).with_name("key_cases.json").read_text(encoding="utf-8"))
TEXTS = [
    (name, *case) for name in ("plain", "street", "number", "stair", "floor", "label") for case in CASES[name]
]


@pytest.mark.parametrize(("part", "text", "folded"), TEXTS)
def test_what_stands_on_a_door_is_folded_as_the_table_says(part, text, folded):
    assert getattr(keys, part)(text) == folded


@pytest.mark.parametrize(("part", "text", "folded"), TEXTS)
def test_what_is_folded_stays_as_it_is(part, text, folded):
    assert getattr(keys, part)(folded) == folded


@pytest.mark.parametrize(("parts", "key"), CASES["building"])
def test_a_building_has_the_key_of_the_table(parts, key):
    assert str(keys.building(*parts)) == key


@pytest.mark.parametrize(("parts", "key"), CASES["point"])
def test_a_place_without_an_address_has_the_key_of_the_table(parts, key):
    assert str(keys.point(*parts)) == key


@pytest.mark.parametrize(("parts", "key"), CASES["door"])
def test_a_door_has_the_key_of_the_table(parts, key):
    assert str(keys.door(keys.building(*parts[:3]), *parts[3:])) == key


@given(st.text(max_size=60), st.text(max_size=60))
def test_keys_are_those_of_the_standard_library_for_any_text(street, number):
    name = f"29039|{keys.street(street)}|{keys.number(number)}"
    assert keys.building("29039", street, number) == uuid.uuid5(keys.SPACE, name)
    assert keys.plain(keys.plain(street)) == keys.plain(street)
    assert keys.plain(street) == keys.plain(f" {street.strip()}, ")
