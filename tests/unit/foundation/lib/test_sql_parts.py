"""Many values, asked about some at a time."""

from hustings.foundation.lib.sql import sql_parts


def test_each_value_is_asked_about_once_and_never_too_many_at_a_time():
    found = list(sql_parts.parts(range(2 * sql_parts.MOST, -1, -1)))
    assert [len(part) for part in found] == [sql_parts.MOST, sql_parts.MOST, 1]
    assert [value for part in found for value in part] == list(range(2 * sql_parts.MOST + 1))
    assert not list(sql_parts.parts([]))
