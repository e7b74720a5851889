"""The bank account isn't the one we know."""

from dataclasses import replace

import pytest

from tests.cast.mailguard.detectors.pretences import letter
from tests.cast.mailguard.detectors.relation import BRITISH, FRENCH, FRIEND, GERMAN, PRINTER, made
from tests.cast.mailguard.maker import fires, strength


def test_a_partner_who_says_that_the_account_is_another_one_is_seen_without_an_account():
    said = "Nous avons changé de banque, merci d'utiliser désormais nos nouvelles coordonnées bancaires."
    assert fires("bank_account_changed", letter(said, author="Lorne <compta@lorne.example>"))
    kept = "Nos coordonnées bancaires n'ont pas changé."
    assert not fires("bank_account_changed", letter(kept, author="Lorne <compta@lorne.example>"))
    assert not fires("bank_account_changed", letter(said))


FIRING = [
    ("bank_account_changed", made(text=f"Our account: {GERMAN}", author=PRINTER)),
    ("bank_account_changed", made(text=f"Imprimerie du Val, IBAN {BRITISH}")),
    ("bank_account_changed", made(replace(FRIEND, accounts_known=False), text=f"IBAN: {GERMAN}")),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("bank_account_changed", made(text=f"IBAN {FRENCH}", author=PRINTER)),
    # Checked by telephone, though their mail never named it before.
    (
        "bank_account_changed",
        made(replace(FRIEND, accounts_known=False), text=f"IBAN {FRENCH}", author=PRINTER),
    ),
    (
        "bank_account_changed",
        made(text=f"IBAN {GERMAN}".replace("89", "88"), author=PRINTER),
    ),
    ("bank_account_changed", made(text=f"IBAN {GERMAN}")),
    ("bank_account_changed", made(replace(FRIEND, accounts_known=False), text="See you on Tuesday.")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)


def test_an_account_in_another_country_weighs_more():
    other = made(text=f"IBAN {GERMAN}", author=PRINTER)
    assert strength("bank_account_changed", other) == 1.0
