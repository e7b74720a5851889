"""It has its author's signature, but was modified afterwards."""

import pytest

from mailguard.facts import Signature
from tests.cast.mailguard.detectors.proof import BROKEN, FOREIGN, GOOD, HOME, LIST, made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("signature_broken", made(dkim=[BROKEN])),
    ("signature_broken", made(dkim=[BROKEN, FOREIGN])),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("signature_broken", made(dkim=[BROKEN], bulk=LIST)),
    ("signature_broken", made(dkim=[BROKEN, GOOD])),
    ("signature_broken", made(dkim=[Signature("permerror", HOME, detail="there is no key")])),
    ("signature_broken", made(dkim=[Signature("fail", "elsewhere.example")])),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
