"""It doesn't say who wrote it."""

import pytest

from mailguard.facts import Mailbox
from tests.cast.mailguard.detectors.origin import several
from tests.cast.mailguard.maker import facts, fires

FIRES = [
    ("from_missing", facts(author="")),
    ("from_missing", facts(problems=("from_missing",))),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("from_missing", facts()),
    ("from_missing", several((Mailbox("The Bank", ""),))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
