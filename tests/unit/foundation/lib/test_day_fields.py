"""Days and moments stay filled in, whatever the language of the page."""

import datetime as dt

import pytest
from django.utils import translation

from hustings.foundation.lib.fields.day_fields import DayInput
from hustings.foundation.lib.fields.moment_fields import MomentInput

MOMENT = dt.datetime(2027, 3, 7, 18, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_a_day_filled_in_is_told_to_browsers_in_their_format(language):
    with translation.override(language):
        assert 'type="date" name="on" value="2027-03-07"' in DayInput().render("on", MOMENT.date())
        said = MomentInput().render("at", MOMENT)
    assert 'type="datetime-local" name="at" value="2027-03-07T18:05"' in said
