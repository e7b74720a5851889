"""An unknown sender wants card numbers, PINs, voting codes, passwords or identity papers."""

import pytest

from tests.cast.mailguard.detectors.office_life import of
from tests.cast.mailguard.detectors.wishes import FRIEND, NEWS, PAGE, made
from tests.cast.mailguard.maker import fires, strength


@pytest.mark.parametrize(
    "text",
    [
        "Paste your private key to keep the certificate.",
        "Répondez avec le code de transfert du nom de domaine.",
        "To leave every list, log in with your office inbox.",
        "Le contrôle se fait avec le mot de passe de votre messagerie.",
    ],
)
def test_keys_of_domains_and_mailboxes_are_secrets(text):
    assert fires("secrets_asked", of(text, "Desk <desk@desk.example>", "https://desk.example/x"))


@pytest.mark.parametrize(
    "text",
    [
        "To take part, enter your card number and the CVV.",
        "Type your current PIN, then choose another one.",
        "Munissez-vous de vos codes de vote et saisissez-les avant midi : code de vote, puis date.",
        "Pour confirmer, indiquez le cryptogramme.",
        "Fill in your work e-mail and its password to see your score.",
        "Joignez votre passeport et deux bulletins de paie.",
    ],
)
def test_secrets_are_asked_for_by_nobody_honest(text):
    assert strength("secrets_asked", made(text, links=PAGE)) > 0.6
    assert strength("secrets_asked", made(text, links=PAGE, bulk=NEWS)) > 0.6  # a header of the sender's own


def test_who_warns_of_it_or_is_known_asks_for_no_secret():
    assert not fires("secrets_asked", made("We never ask for your PIN.", links=PAGE))
    assert not fires("secrets_asked", made("Enter your card number.", links=PAGE, past=FRIEND))
    assert not fires("secrets_asked", made("Je joins mon passeport.", past=FRIEND))


def test_newsletters_of_half_a_name_ask_for_no_key_of_another_house():
    text = "Three questions. Sign in with your Google account to begin."
    half = made(
        text, author="Panel <a@work-survey.example>", links=("https://work-survey.example/q",), bulk=NEWS
    )
    whole = made(text, author="Panel <a@panel.example>", links=("https://panel.example/q",), bulk=NEWS)
    assert fires("secrets_asked", half)
    assert not fires("secrets_asked", whole)
