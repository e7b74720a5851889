"""What a browser sends where a number of a row is meant."""

import pytest

from hustings.foundation.lib.web import query_params


@pytest.mark.parametrize(("text", "key"), [("7", 7), ("0", 0), ("0012", 12), ("9" * 18, 10**18 - 1)])
def test_a_number_is_read(text: str, key: int) -> None:
    assert query_params.key(text) == key


@pytest.mark.parametrize("text", ["", " 7", "-1", "1.0", "²", "٣", "1e3", "9" * 19, "7\0", "none"])
def test_anything_else_is_none_and_nothing_that_a_database_refuses(text: str) -> None:
    assert query_params.key(text) is None
