"""Who asks for what: demands, documents and authority from people whom nobody knows."""

import pytest

from mailguard.engine import Engine
from mailguard.verdict import Action
from tests.cast.mailguard.detectors.strangers import TEAM, _bill
from tests.cast.mailguard.maker import facts, fires


def test_a_number_in_a_bill_sent_through_a_payment_service_is_seen():
    note = "A seller sent you a bill. If you do not recognise it, dial 01 86 55 01 71."
    service = "PayPal <service@paypal.com>"
    assert fires("call_from_stranger", facts(note, author=service, profile=TEAM))
    assert not fires("provider_verified", facts(note, author=service, profile=TEAM))
    own = "You paid 12 euros. Our desk is on 01 86 55 01 71."
    assert not fires("call_from_stranger", facts(own, author=service, profile=TEAM))


def test_blackmail_needs_nothing_to_click():
    text = "Stand down from the hustings and the recordings stay in my drawer."
    assert fires("threat_from_stranger", facts(text, profile=TEAM))
    assert not fires("no_hook", facts(text, profile=TEAM))
    assert fires("no_hook", facts("See you on Sunday.", profile=TEAM))


@pytest.mark.parametrize(
    "bill",
    [
        _bill("Our bank account has changed, please use the new one."),
        _bill("This is our second reminder, the invoice is overdue."),
        _bill("Keep this between us."),
        _bill(author="Lorne <coaches.lorne@gmail.com>"),
    ],
)
def test_a_bill_that_tells_more_than_an_account_is_kept_back(bill):
    assert Engine().judge(bill).action == Action.QUARANTINE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Call (+33) 6 12 34 56 78 today", "(+33) 6 12 34 56 78"),
        ("Call +(33) 6 12 34 56 78 today", "(33) 6 12 34 56 78"),
        ("Call ((020) 7946 0018", "(020) 7946 0018"),
        ("Call us:+4420 7946 0018.", "+4420 7946 0018"),
        ("612345678", "612345678"),
        ("Room 12, floor 3", ""),
    ],
)
def test_a_number_is_told_with_the_signs_before_it(text, number):
    assert facts(text).insight.telephone == number
