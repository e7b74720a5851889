"""Passwords that messages tell."""

import pytest

from mailguard.files.passwords import candidates, told

TOLD = [
    ("The password is Valbrune7.", "Valbrune7"),
    ("Password: 4471", "4471"),
    ("Password to open the file: 4471", "4471"),
    ("Mot de passe : « Valbrune7 »", "Valbrune7"),
    ("Le mot de passe est Valbrune7!", "Valbrune7!"),
    ("MDP\n\nValbrune7", "Valbrune7"),
    ("Senha de acesso: 123", "123"),
    ("pw=abc-DEF-9", "abc-DEF-9"),
    ('Use the code "2207X"', "2207X"),
]


@pytest.mark.parametrize(("words", "password"), TOLD)
def test_a_password_is_read_from_the_text(words, password):
    assert password in told(words)


@pytest.mark.parametrize("words", ["Your password has expired.", "Le mot de passe sera changé.", "We met."])
def test_talk_of_passwords_tells_none(words):
    assert not told(words)


def test_common_ones_come_last():
    tried, n_told = candidates("Password: 4471")
    assert (tried[0], n_told) == ("4471", 1)
    assert "infected" in tried[1:]
