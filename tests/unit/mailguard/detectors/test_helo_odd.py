"""The server that sent it used a name that no real mail server has."""

import pytest

from mailguard.facts import Authentication, Envelope, Spf
from tests.cast.mailguard.detectors.origin import hop, way
from tests.cast.mailguard.maker import facts, fires

FIRES = [
    ("helo_odd", way(hop("192.0.2.7"))),
    ("helo_odd", way(hop("[192.0.2.7]"))),
    ("helo_odd", way(hop("win-7k2"))),
    ("helo_odd", way(hop("desk.local"))),
    ("helo_odd", way(hop("mail.valbrune.example"))),
    ("helo_odd", way(hop("mx.valbrune.example", "host.elsewhere.example"))),
    ("helo_odd", facts(envelope=Envelope(client_ip="192.0.2.7", helo="ylmf-pc"))),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("helo_odd", way(hop("out.stranger.example"))),
    ("helo_odd", way(hop("desk", protocol="ESMTPSA"))),
    ("helo_odd", way(hop("desk", ip="10.0.0.3"))),
    ("helo_odd", way(hop("out.valbrune.example", "out.valbrune.example"))),
    ("helo_odd", way(hop("out.valbrune.example"), authentication=Authentication(helo=Spf("pass")))),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
