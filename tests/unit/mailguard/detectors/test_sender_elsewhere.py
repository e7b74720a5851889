"""Its Sender line names a different organisation from the author's."""

import pytest

from tests.cast.mailguard.detectors.origin import LIST, PROVEN
from tests.cast.mailguard.maker import facts, fires, mailbox

FIRES = [
    ("sender_elsewhere", facts(sender=mailbox("x@elsewhere.example"))),
]


@pytest.mark.parametrize(("name", "message"), FIRES)
def test_it_is_said(name, message):
    assert fires(name, message)


SILENT = [
    ("sender_elsewhere", facts(sender=mailbox("x@mail.stranger.example"))),
    ("sender_elsewhere", facts(sender=mailbox("talk@lists.example"), bulk=LIST)),
    ("sender_elsewhere", facts(sender=mailbox("x@elsewhere.example"), authentication=PROVEN)),
    ("sender_elsewhere", facts()),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_is_left_alone(name, message):
    assert not fires(name, message)
