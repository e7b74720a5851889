"""A part of it, which its reader may see, could not be read."""

from tests.cast.mailguard.maker import facts, fires


def test_what_is_cut_off_is_said():
    assert fires("content_cut", facts(problems=("parts_too_many",)))
    assert not fires("content_cut", facts(problems=("bare_lf",)))
