"""The server that sent it claimed the author's domain, but doesn't belong to it."""

import pytest

from mailguard.facts import Authentication, Spf
from tests.cast.mailguard.detectors.origin import hop, way
from tests.cast.mailguard.maker import fires

FIRES = [
    ("helo_claims_author", way(hop("mail.stranger.example", "dsl7.elsewhere.example"))),
    ("helo_claims_author", way(hop("stranger.example"), authentication=Authentication(helo=Spf("fail")))),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("helo_claims_author", way(hop("mail.stranger.example", "out.stranger.example"))),
    ("helo_claims_author", way(hop("mail.stranger.example"))),
    ("helo_claims_author", way(hop("out.elsewhere.example", "dsl7.elsewhere.example"))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
