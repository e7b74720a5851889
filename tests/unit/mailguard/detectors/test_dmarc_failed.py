"""It is not authenticated by the domain it claims to come from."""

import pytest

from mailguard.facts import (
    Authentication,
    Dmarc,
)
from tests.cast.mailguard.detectors.baits import of
from tests.cast.mailguard.detectors.proof import FAILED, HOME, LIST, PASSED, VOUCHED, made
from tests.cast.mailguard.maker import fires, strength


def test_a_services_unproven_notice_that_leads_elsewhere_is_surely_not_its_own():
    failed = Authentication(dmarc=Dmarc("fail", "zoom.us", "none"))
    away, home = (
        of("Zoom <no-reply@zoom.us>", "Meeting deleted.", each, authentication=failed)
        for each in ("https://bin-sorgue.example/r", "https://zoom.us/r")
    )
    assert strength("dmarc_failed", away) > strength("dmarc_failed", home)


FIRES = [
    ("dmarc_failed", made(FAILED)),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("dmarc_failed", made(PASSED)),
    ("dmarc_failed", made(Dmarc("none"))),
    ("dmarc_failed", made(Dmarc("temperror"))),
    ("dmarc_failed", made(FAILED, arc=VOUCHED)),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)


def test_what_the_domain_asks_for_decides_how_much_a_failure_weighs():
    graded = [
        strength("dmarc_failed", made(Dmarc("fail", HOME, asked)))
        for asked in ("none", "quarantine", "reject")
    ]
    assert graded == sorted(graded) and graded[0] < graded[2]
    assert strength("dmarc_failed", made(FAILED, bulk=LIST)) < strength("dmarc_failed", made(FAILED))
