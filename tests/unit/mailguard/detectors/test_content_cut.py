"""A visible part of the message could not be read."""

from tests.cast.mailguard.maker import facts, fires


def test_what_is_cut_off_is_said():
    assert fires("content_cut", facts(problems=("parts_too_many",)))
    assert not fires("content_cut", facts(problems=("bare_lf",)))
