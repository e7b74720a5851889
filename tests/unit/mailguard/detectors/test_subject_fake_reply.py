"""Its subject announces a reply or forward, but it isn't one."""

import pytest

from tests.cast.mailguard.detectors.identity import made
from tests.cast.mailguard.maker import fires

FIRING = [
    ("subject_fake_reply", made(subject="Re: your invoice")),
    ("subject_fake_reply", made(subject="RE : facture")),
    ("subject_fake_reply", made(subject="TR: Liste des donateurs")),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("subject_fake_reply", made(subject="Re: posters", references=("<1@b.example>",))),
    ("subject_fake_reply", made(subject="Reading list")),
    ("subject_fake_reply", made(subject="Fwd: posters", quoted="From: charlie@b.example")),
    ("subject_fake_reply", made(subject="Request: a room")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)
