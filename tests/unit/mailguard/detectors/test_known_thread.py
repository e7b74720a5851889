"""It continues one of our conversations, by someone who was part of it."""

from dataclasses import replace

import pytest

from tests.cast.mailguard.detectors.relation import PASSED, PAST, TALK, made
from tests.cast.mailguard.maker import fires

FIRING = [
    (
        "known_thread",
        made(TALK, authentication=PASSED),
    ),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("known_thread", made(replace(PAST, thread="known", is_our_thread=False, is_thread_member=True))),
    ("known_thread", made(replace(PAST, thread="known", is_our_thread=True, is_thread_member=False))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
