"""It is about an invoice."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("speaks_of_invoice", "This invoice is unpaid: overdue balance of 900."),
    ("speaks_of_invoice", "La facture n° 88 reste impayée, montant dû 900 €."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
