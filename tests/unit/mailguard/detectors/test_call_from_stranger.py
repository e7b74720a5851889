"""An unknown sender raises an alarm and wants you to call."""

import pytest

from mailguard.facts import Relation
from tests.cast.mailguard.detectors.pretences import FRIEND, HOUSE, letter
from tests.cast.mailguard.detectors.strangers import TEAM
from tests.cast.mailguard.detectors.wishes import made
from tests.cast.mailguard.maker import facts, fires, strength


def test_an_alarm_with_a_number_to_call_is_seen():
    alarm = "We have held two payments on your account. Call 01632 960 100 today."
    assert strength("call_from_stranger", letter(alarm, author=HOUSE)) > 0.7
    assert not fires("call_from_stranger", letter("Happy to help on Saturday, call me: 01632 960 100."))
    assert not fires("call_from_stranger", letter(alarm, relation=FRIEND))


def test_a_costly_number_to_call_is_an_alarm_of_its_own():
    text = "Rappelez le {} dès que possible."
    past = Relation(has_history=True, n_known=400)
    assert fires("call_from_stranger", facts(text.format("08 99 70 01 02"), profile=TEAM, relation=past))
    assert not fires("call_from_stranger", facts(text.format("01 86 55 01 02"), profile=TEAM, relation=past))


@pytest.mark.parametrize(
    "text",
    [
        "Your computer is infected. Call 01 99 00 12 34 at once.",
        "379 € ont été prélevés. Annulation : 09 99 88 77 66.",
    ],
)
def test_alarms_with_a_number_to_call(text):
    assert fires("call_from_stranger", made(text, author="Care <care@care-desk.example>"))
