"""Part of it is broken."""

from tests.cast.mailguard.maker import facts, fires


def test_what_is_broken_is_said():
    assert fires("content_unreadable", facts(problems=("base64_bad",)))
    assert not fires("content_unreadable", facts(problems=("bare_lf",)))
