"""It came through a mailing list."""

from tests.cast.mailguard.detectors.html import NEWS, TALK
from tests.cast.mailguard.maker import facts, fires


def test_a_discussion_list_is_a_good_sign():
    assert fires("discussion_list", facts(bulk=TALK))
    assert not fires("discussion_list", facts(bulk=NEWS))
