"""Signed bytes in links: nobody makes or changes them but us."""

from hustings.foundation.lib.web.signed_bytes import Signer

SIGNER = Signer("a use", 10)


def test_a_token_is_read_back_and_no_other() -> None:
    token = SIGNER.token(b"\x00\x07name")
    assert SIGNER.read(token) == b"\x00\x07name"
    changed = [f"{token[:at]}{'A' if token[at] != 'A' else 'B'}{token[at + 1 :]}" for at in range(len(token))]
    assert {SIGNER.read(each) for each in [*changed, "", "é", token[:-1], f"{token}=", f"{token}A"]} == {None}
    assert Signer("another use", 10).read(token) is None


def test_an_older_key_still_proves(settings) -> None:
    token = SIGNER.token(b"name")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert SIGNER.read(token) == b"name"
    settings.SECRET_KEY_FALLBACKS = []
    assert SIGNER.read(token) is None
