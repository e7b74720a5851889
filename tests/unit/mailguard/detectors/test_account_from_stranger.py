"""An unknown sender gives a bank account to pay into."""

import pytest

from mailguard.engine import Engine
from mailguard.verdict import Action
from tests.cast.mailguard.detectors.strangers import TEAM, _bill
from tests.cast.mailguard.maker import facts, fires, strength


def test_a_strangers_bank_account_is_seen():
    text = "Please refund it by transfer to FR76 3000 6000 0112 3456 7890 189, it is urgent."
    assert fires("account_from_stranger", facts(text, profile=TEAM))
    assert not fires("account_from_stranger", facts(text, profile=TEAM, author="Lorne <devis@lorne.example>"))
    assert not fires("account_from_stranger", facts("The account is in the folder.", profile=TEAM))
    free = facts(text, author="Ada <ada@gmail.com>", profile=TEAM)
    assert strength("account_from_stranger", free) > strength(
        "account_from_stranger", facts(text, profile=TEAM)
    )


@pytest.mark.parametrize("more", ["", "Please pay by Friday.", "Alice booked it."])
def test_a_new_suppliers_first_bill_is_warned_of_and_not_kept_back(more):
    verdict = Engine().judge(_bill(more))
    assert verdict.action == Action.WARN
    assert "account_from_stranger" in {signal.name for signal in verdict.signals}
