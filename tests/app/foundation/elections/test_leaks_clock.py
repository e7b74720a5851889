"""The clock to silence in the leak room: the country itself first, then those whose clocks differ."""

import datetime as dt

import pytest
from django.template.loader import render_to_string

from hustings.foundation.elections import law
from hustings.security.leaks import silence

pytestmark = pytest.mark.django_db
UTC = dt.UTC


@pytest.mark.parametrize("at", [dt.datetime(2027, 4, 1, tzinfo=UTC), dt.datetime(2027, 4, 9, 23, tzinfo=UTC)])
def test_the_mainland_stands_first(president, at):
    found = silence.ahead(at)
    first, *others = found["rows"]
    home = law.read().pack.spots[""].why.say("fr")
    assert first["where"] == home and len(others) == 3
    assert home not in [row["where"] for row in others]
    assert first["at"] == dt.datetime(2027, 4, 9, 22, tzinfo=UTC)  # midnight in Paris
    assert [row["at"] for row in others] == sorted(row["at"] for row in others)
    assert found["is_running"] == (at >= first["at"])
    page = render_to_string("leaks/_silence.html", {"silence": found})
    assert ("help-warning" in page) == found["is_running"] and page.index(home) < page.index(
        others[0]["where"]
    )
