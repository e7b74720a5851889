"""What earlier mail says. Accounts are examples of the registries; people are invented."""

from dataclasses import replace

import pytest

from mailguard.facts import Relation
from tests.cast.mailguard.detectors.relation import FRIEND, GERMAN, PASSED, PRINTER, made, met
from tests.cast.mailguard.maker import fires, strength

NAMES = [
    "bank_account_changed",
    "campaign_burst",
    "client_unusual",
    "first_contact",
    "known_correspondent",
    "known_thread",
    "name_known_elsewhere",
    "origin_unusual",
    "reply_to_changed",
    "similar_to_known",
    "structure_unusual",
    "thread_forged",
    "thread_intruder",
]


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"bank_account_changed"}))
def test_without_a_memory_none_of_them_speaks(name):
    assert not fires(name, made(Relation(), references=("<1@valbrune.example>",), reply_to="x@gmail.com"))


def test_a_stolen_account_is_more_likely_the_more_has_changed():
    steps = [
        met(origin_known=False),
        met(origin_known=False, client_known=False),
        met(origin_known=False, client_known=False, structure_known=False),
    ]
    strengths = [strength("origin_unusual", each) for each in steps]
    assert strengths == sorted(set(strengths))
    trusted = [strength("known_correspondent", replace(each, authentication=PASSED)) for each in steps]
    assert trusted[0] > trusted[1] > 0


@pytest.mark.parametrize("name", ["known_correspondent", "partner_verified"])
def test_trust_shrinks_where_answers_or_money_go_elsewhere(name):
    plain = made(FRIEND, author=PRINTER, authentication=PASSED)
    moved = made(FRIEND, author=PRINTER, authentication=PASSED, reply_to="c@gmail.com")
    paid = made(FRIEND, author=PRINTER, authentication=PASSED, text=f"IBAN {GERMAN}")
    assert strength(name, moved) == strength(name, paid) < strength(name, plain) / 2
