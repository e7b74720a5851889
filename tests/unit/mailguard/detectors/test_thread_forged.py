"""It claims to reply to a message that we never sent."""

from dataclasses import replace

import pytest

from tests.cast.mailguard.detectors.relation import PAST, made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("thread_forged", made(replace(PAST, thread="forged"), references=("<1@valbrune.example>",))),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("thread_forged", made(replace(PAST, thread="unknown"), references=("<1@valbrune.example>",))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
