"""The signature of its author proves little."""

import pytest

from mailguard.facts import Signature
from tests.cast.mailguard.detectors.proof import GOOD, HOME, PASSED, made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("signature_weak", made(PASSED, dkim=[Signature("pass", HOME, bits=1024)])),
    ("signature_weak", made(dkim=[Signature("permerror", HOME, algorithm="rsa-sha1")])),
    ("signature_weak", made(dkim=[Signature("policy", HOME, detail="the signature is past its end")])),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("signature_weak", made(PASSED, dkim=[GOOD, Signature("pass", HOME, bits=1024)])),
    ("signature_weak", made(PASSED, dkim=[Signature("pass", HOME, algorithm="ed25519-sha256")])),
    ("signature_weak", made(dkim=[Signature("permerror", HOME, detail="there is no key")])),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
