"""Tickets: read as they were written, and told apart when they weren't."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from hustings.field.checkins import tickets
from hustings.field.checkins.tickets import Code, Reading, Ticket

KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
KEYS = {1: KEY.public_key()}
NOW = 1_800_000_000
TICKET = Ticket(event=7, number=0x123456789, people=2, valid_until=NOW + 600)
TEXT = tickets.encoded(TICKET, 1, KEY)


def read(text: str, event: int = 7, now: float = NOW) -> Reading:
    return tickets.read(text, event=event, keys=KEYS, now=now)


def code_of(text: str, **more: int) -> Code:
    return read(text, **more).code


@given(
    st.integers(0, 2**32 - 1), st.integers(0, 2**35 - 1), st.integers(1, 255), st.integers(0, 2**32 * 60 - 1)
)
def test_a_ticket_is_read_as_it_was_written(event, number, people, until):
    text = tickets.encoded(Ticket(event, number, people, until), 1, KEY)
    found = tickets.read(text.lower(), event=event, keys=KEYS, now=0)
    assert found == Reading(Code.OK, number, people) and len(text) == 130


def test_each_wrong_ticket_is_told_by_a_code_of_its_own():
    assert read(TEXT) == Reading(Code.OK, 0x123456789, 2)
    assert code_of(TEXT, now=NOW + 660) == Code.LAPSED
    assert code_of(TEXT, event=8) == Code.OTHER_EVENT
    assert code_of(tickets.encoded(TICKET, 2, OTHER)) == Code.UNKNOWN_KEY
    assert code_of(tickets.encoded(TICKET, 1, OTHER)) == Code.FORGED
    for text in ("", "HT", "https://example.org/", TEXT[:-1], "XX" + TEXT[2:], "é" * 130, "HT" + "0" * 128):
        assert code_of(text) == Code.NOT_A_TICKET


@given(st.integers(5, 129), st.sampled_from(tickets.DIGITS))
def test_no_digit_can_be_changed(at, digit):
    if TEXT[at] != digit:
        assert code_of(TEXT[:at] + digit + TEXT[at + 1 :]) in {Code.FORGED, Code.UNKNOWN_KEY}


@given(st.integers(0, 2**35 - 1))
def test_a_short_code_is_read_as_it_was_written(number):
    text = tickets.short(number)
    assert len(text) == 9
    alike = text.lower().replace("1", "l").replace("0", "o").replace("v", "u").replace("-", " ")
    assert read(text) == read(alike) == Reading(Code.TYPED, number)


@given(st.integers(0, 2**35 - 1), st.integers(0, 7), st.sampled_from(tickets.DIGITS))
def test_a_wrong_digit_and_two_that_are_swapped_are_noticed(number, at, digit):
    text = tickets.short(number).replace("-", "")
    if text[at] != digit:
        assert code_of(text[:at] + digit + text[at + 1 :]) == Code.MISTYPED
    swapped = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
    if swapped != text:
        assert code_of(swapped) == Code.MISTYPED


@pytest.mark.parametrize("people,says", [(1, 1), (300, 255)])
def test_many_people_fit(people, says):
    assert read(tickets.encoded(Ticket(7, 1, people, NOW), 1, KEY)).people == says
