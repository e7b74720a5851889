"""An unknown sender says that you owe them money."""

import pytest

from tests.cast.mailguard.detectors.office_life import of
from tests.cast.mailguard.detectors.pretences import FRIEND, HOUSE, letter
from tests.cast.mailguard.maker import fires, strength


@pytest.mark.parametrize(
    ("plain", "pressing"),
    [
        ("The repair comes to 90 euros, invoice below. Cash will do.", "It is overdue, settle it today."),
        ("Voici la facture de 90 euros, un chèque suffit.", "Elle est en retard, réglez sous 24 heures."),
    ],
)
def test_a_bill_to_be_paid_by_cheque_serves_no_thief(plain, pressing):
    author = "Menuiserie Hautot <atelier@hautot.example>"
    quiet, loud = of(plain, author), of(f"{plain} {pressing}", author)
    assert strength("dues_from_stranger", quiet) < 0.35 < strength("dues_from_stranger", loud)


def test_a_machines_bill_with_nothing_to_follow_is_news():
    text = "Your invoice of 12 euros is due and was charged."
    assert not fires("dues_from_stranger", of(text, "Line <noreply@line.example>"))
    assert fires("dues_from_stranger", of(text, "Line <noreply@line.example>", "https://line.example/pay"))


def test_a_bill_that_nobody_expects_is_seen():
    owed = "Le renouvellement de votre inscription reste impayé : 389 €. Réglez en ligne."
    pay = ("https://annuaire.example/payer",)
    assert strength("dues_from_stranger", letter(owed, author=HOUSE, links=pay)) > 0.8
    assert not fires("dues_from_stranger", letter(owed, author=HOUSE, links=pay, relation=FRIEND))
    assert not fires("dues_from_stranger", letter("Le repas coûte 20 € et un gâteau.", author=HOUSE))
