"""An election to be silent for."""

import datetime as dt

import pytest

from hustings.foundation.elections import actions


@pytest.fixture
def president(french):
    """The election of the President, on 11 and 25 April 2027."""
    return actions.save_election(
        name="Présidentielle 2027", kind="president", days=[dt.date(2027, 4, 11), dt.date(2027, 4, 25)]
    )
