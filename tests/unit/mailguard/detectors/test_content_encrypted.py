"""It is encrypted, so that nobody could look into it on its way."""

from tests.cast.mailguard.maker import facts, fires


def test_what_is_locked_is_said():
    assert fires("content_encrypted", facts(problems=("pgp_encrypted",)))
    assert not fires("content_encrypted", facts(problems=("bare_lf",)))
