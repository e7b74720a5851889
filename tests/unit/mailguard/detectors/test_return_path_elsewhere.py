"""It was sent by a different organisation from the one it claims to come from."""

import pytest

from mailguard.facts import Envelope
from tests.cast.mailguard.detectors.proof import BY_DKIM, made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("return_path_elsewhere", made(envelope=Envelope(mail_from="x@elsewhere.example"))),
    ("return_path_elsewhere", made(envelope=Envelope(), return_path="x@elsewhere.example")),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("return_path_elsewhere", made()),
    ("return_path_elsewhere", made(envelope=Envelope(mail_from="b@bounces.stranger.example"))),
    ("return_path_elsewhere", made(envelope=Envelope(mail_from=""))),
    ("return_path_elsewhere", made(BY_DKIM, envelope=Envelope(mail_from="x@elsewhere.example"))),
    ("return_path_elsewhere", made(envelope=Envelope(mail_from="b@sendgrid.net"))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
