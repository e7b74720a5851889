"""The signature doesn't cover all the headers that you see."""

import pytest

from tests.cast.mailguard.detectors.proof import GOOD, PASSED, SUBJECT_OPEN, TWICE_SIGNED, TWO_SUBJECTS, made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("signature_leaves_subject", made(PASSED, dkim=[SUBJECT_OPEN], subject="Leaflets")),
    ("signature_leaves_subject", made(PASSED, dkim=[GOOD], headers=TWO_SUBJECTS)),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("signature_leaves_subject", made(PASSED, dkim=[GOOD], subject="Leaflets")),
    ("signature_leaves_subject", made(PASSED, dkim=[TWICE_SIGNED], headers=TWO_SUBJECTS, subject="one")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
