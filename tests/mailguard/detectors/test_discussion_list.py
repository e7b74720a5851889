"""It came over a discussion list."""

from tests.mailguard.detectors.cast.html import NEWS, TALK
from tests.mailguard.maker import facts, fires


def test_a_discussion_list_is_a_good_sign():
    assert fires("discussion_list", facts(bulk=TALK))
    assert not fires("discussion_list", facts(bulk=NEWS))
