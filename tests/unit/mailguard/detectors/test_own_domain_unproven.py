"""It claims to be from our own domain, but came from outside, unauthenticated."""

import pytest

from mailguard.facts import Dmarc, Envelope
from tests.cast.mailguard.detectors.proof import INSIDE, OURS, OUTSIDE, OWN, PASSED, SIGNED_IN, made
from tests.cast.mailguard.maker import fires, strength

FIRES = [
    ("own_domain_unproven", made(author=OWN, profile=OURS)),
    ("own_domain_unproven", made(author="Bob <bob@press.valbrune.example>", profile=OURS)),
    ("own_domain_unproven", made(Dmarc(), author=OWN, profile=OURS, envelope=Envelope(), hops=OUTSIDE)),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("own_domain_unproven", made(PASSED, author=OWN, profile=OURS)),
    ("own_domain_unproven", made(author=OWN, profile=OURS, envelope=Envelope(is_outgoing=True))),
    ("own_domain_unproven", made(author=OWN, profile=OURS, envelope=Envelope(), hops=SIGNED_IN)),
    ("own_domain_unproven", made(author=OWN, profile=OURS, envelope=Envelope(), hops=INSIDE)),
    ("own_domain_unproven", made(author="Eve <eve@notvalbrune.example>", profile=OURS)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)


def test_mail_in_our_name_that_nobody_could_check_weighs_less():
    checked = made(author=OWN, profile=OURS)
    unchecked = made(Dmarc(), author=OWN, profile=OURS)
    assert 0 < strength("own_domain_unproven", unchecked) < strength("own_domain_unproven", checked)
