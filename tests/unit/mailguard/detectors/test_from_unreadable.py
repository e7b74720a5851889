"""Its author's address is invalid, so no one could reply."""

import pytest

from mailguard.facts import Mailbox
from tests.cast.mailguard.detectors.origin import several
from tests.cast.mailguard.maker import facts, fires

FIRES = [
    ("from_unreadable", several((Mailbox("The Bank", ""),))),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("from_unreadable", facts()),
    ("from_unreadable", facts(author="")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
