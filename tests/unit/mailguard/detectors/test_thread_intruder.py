"""Someone who wasn't part of one of our conversations continues it."""

from dataclasses import replace

import pytest

from tests.cast.mailguard.detectors.relation import INTRUDED, PAST, made
from tests.cast.mailguard.maker import fires, strength

FIRING = [
    (
        "thread_intruder",
        made(
            replace(
                PAST, thread="known", is_our_thread=True, is_thread_member=False, is_thread_organisation=False
            )
        ),
    ),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    (
        "thread_intruder",
        made(
            replace(
                PAST, thread="known", is_our_thread=True, is_thread_member=False, is_thread_organisation=True
            )
        ),
    ),
    ("thread_intruder", made(replace(PAST, thread="known", is_our_thread=False, is_thread_member=False))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)


def test_an_intruder_who_resembles_a_member_weighs_more():
    past = replace(
        PAST, thread="known", is_our_thread=True, is_thread_member=False, is_thread_organisation=False
    )
    posing = replace(past, similar_addresses=("ada@strangers.example",))
    assert strength("thread_intruder", made(posing)) > strength("thread_intruder", made(INTRUDED))
