"""The detectors that read words: each in both languages, and silent on what a team writes all day."""

import pytest

from mailguard.facts import Bulk
from mailguard.facts.phrases import fold
from mailguard.policy.judgement import load
from tests.cast.mailguard.detectors.words import EVERYDAY
from tests.cast.mailguard.maker import facts, fires

NAMES = [
    "asks_for_code",
    "asks_for_data",
    "asks_for_errand",
    "asks_for_gift_cards",
    "asks_for_other_channel",
    "asks_for_password",
    "asks_for_payment",
    "asks_for_secrecy",
    "asks_to_call",
    "asks_to_change_account",
    "extorts",
    "lures_to_document",
    "lures_with_delivery",
    "offers_business",
    "presses_for_time",
    "promises_prize",
    "pushes_attachment",
    "speaks_for_authority",
    "speaks_of_invoice",
    "threatens_account",
]
SOME = [
    ("asks_for_payment", "Could you settle the invoice before noon?"),
    ("asks_for_gift_cards", "Could you pick up ten vouchers for me?"),
    ("threatens_account", "Your mailbox will be suspended within 24 hours."),
    ("asks_for_errand", "Es-tu disponible ? J'ai besoin d'un petit service."),
    ("speaks_of_invoice", "This invoice is unpaid: overdue balance of 900."),
    ("extorts", "J'ai piraté votre appareil et filmé votre webcam."),
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_mail_wants_nothing(name, text):
    assert not fires(name, facts(text))


@pytest.mark.parametrize(("name", "text"), SOME)
def test_words_on_a_discussion_list_are_talk(name, text):
    assert not fires(name, facts(text, bulk=Bulk(list_id="talk.example.org", has_post=True)))


def test_words_alone_stay_below_every_threshold():
    weights = load().weights
    assert max(odds for name in NAMES for odds in weights[name].by_class.values()) < 2


def test_words_are_folded_as_a_reader_takes_them():
    assert fold("L’ÉLÈVE\t  à  Nœux – 5\u00a0€") == "l'eleve a noeux - 5 $"
    assert fold("A `b`\r\n  C") == "a 'b' \n c"
    assert fold("\ufb01n \u05d0\u05b8") == "fin \u05d0"  # a ligature, and a vowel sign of another script
