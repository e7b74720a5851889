"""It is signed, but was written to someone else and came by a route its author doesn't use."""

import pytest

from mailguard.facts import Spf
from tests.cast.mailguard.detectors.proof import BY_DKIM, GOOD, HOME, LATE, NOON, PASSED, SENT_ON, made
from tests.cast.mailguard.maker import fires, strength

FIRES = [
    ("signature_replayed", made(BY_DKIM, Spf("pass", "elsewhere.example"), [GOOD], to="x@y.example")),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("signature_replayed", made(BY_DKIM, Spf("pass", "elsewhere.example"), [GOOD])),
    ("signature_replayed", made(PASSED, Spf("pass", HOME), [GOOD], to="x@y.example")),
    ("signature_replayed", made(BY_DKIM, Spf(), [GOOD], to="x@y.example")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)


def test_a_late_replay_is_surer():
    soon = made(
        BY_DKIM, Spf("pass", "elsewhere.example"), [GOOD], to="x@y.example", envelope=SENT_ON, sent_at=NOON
    )
    late = made(BY_DKIM, Spf("pass", "elsewhere.example"), [GOOD], to="x@y.example", envelope=SENT_ON, **LATE)
    assert strength("signature_replayed", soon) < strength("signature_replayed", late)
