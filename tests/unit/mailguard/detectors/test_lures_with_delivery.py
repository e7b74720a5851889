"""It is about a parcel that could not be delivered."""

import pytest

from tests.cast.mailguard.maker import facts, fires

SAID = [
    ("lures_with_delivery", "Your parcel is on hold, reschedule your delivery."),
    ("lures_with_delivery", "Votre colis est en attente, réglez les frais de livraison."),
]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_it_hears_what_is_wanted(name, text):
    assert fires(name, facts(text))
