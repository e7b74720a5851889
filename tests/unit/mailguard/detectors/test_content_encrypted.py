"""It is encrypted, so its content could not be checked."""

from tests.cast.mailguard.maker import facts, fires


def test_what_is_locked_is_said():
    assert fires("content_encrypted", facts(problems=("pgp_encrypted",)))
    assert not fires("content_encrypted", facts(problems=("bare_lf",)))
