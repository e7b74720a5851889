"""People are shown the words of the letter, whole."""

import pytest

from mailguard.detectors.asks_for_gift_cards import asks_for_gift_cards
from mailguard.facts import asks, phrases
from mailguard.facts.phrases import Want, fold
from mailguard.signals import found
from tests.cast.mailguard.maker import facts


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("Buy two Apple GIFT\nCards now", "gift cards", "GIFT Cards"),
        ("Réglez l'œuvre d'Étienne, 85 €", "oeuvre d'etienne", "œuvre d'Étienne"),
        ("Re\u0301glez-le : 85 €, merci", "reglez le 85 $", "Re\u0301glez-le : 85 €"),
        ("Le fichier des Adhérent·e·s ?", "fichier des adherents", "fichier des Adhérent·e·s"),
        ("Cher(e) Bob, le RIB", "cher bob le rib", "Cher(e) Bob, le RIB"),
        ("He paid. Pay it on 2nd May", "pay it on 2 nd may", "Pay it on 2nd May"),
        ("Nothing of the kind", "gift cards", "gift cards"),
    ],
)
def test_words_are_quoted_as_they_stand_in_the_letter(text, words, written):
    assert facts(text).insight.quote(Want(1, words)) == written


def test_a_long_quotation_ends_with_a_whole_word_and_an_ellipsis():
    text = "Could you " + "then " * 30 + "pay"
    shown = facts(text).insight.quote(Want(1, fold(text)))
    assert shown.endswith(" then…")
    assert 75 <= len(shown) <= 80
    assert found("{words}", words="Valbrune " * 20).values["words"].endswith("Valbrune…")
    assert len(found("{words}", words="x" * 300).values["words"]) == 120


def test_what_detectors_found_is_found_again():
    letter = facts(
        "Pourriez-vous acheter quatre Cartes-Cadeaux pour nos bénévoles ? Dicte-moi le Code que tu viens"
        " de recevoir, et envoie la liste complète des Adhérent(e)s.\nYour mailbox will be Suspended today."
    )
    wants = [letter.insight.asked(name) for name in asks.names()]
    wants += [letter.insight.wanted(name) for name in phrases.names()]
    said = [letter.insight.quote(want) for want in wants if want.n]
    assert len(said) > 4
    assert all(" ".join(letter.text.split()).find(each.removesuffix("…")) >= 0 for each in said)
    assert next(asks_for_gift_cards(letter)).values["words"] == "Pourriez-vous acheter quatre Cartes-Cadeaux"
