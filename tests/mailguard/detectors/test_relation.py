"""What earlier mail says. Accounts are examples of the registries; people are invented."""

from dataclasses import replace

import pytest

from mailguard.facts import Authentication, Bulk, Dmarc, Relation
from mailguard.profile import Insider, Partner, Profile
from tests.mailguard.maker import facts, fires, strength

FRENCH, GERMAN, BRITISH = (
    "FR14 2004 1010 0505 0001 3M02 606",
    "DE89 3704 0044 0532 0130 00",
    "GB82 WEST 1234 5698 7654 32",
)
PROFILE = Profile(
    domains=("valbrune.example",),
    insiders=(Insider("Nora Valbrune", ("nora@valbrune.example",)),),
    partners=(Partner("Imprimerie du Val", ("imprimerie-val.example",), (FRENCH,)),),
)
PAST = Relation(has_history=True, n_known=500)
FRIEND = replace(PAST, n_received=20, n_sent=15, n_authenticated=20, n_from_organisation=20)
INTRUDED = replace(
    PAST, thread="known", is_our_thread=True, is_thread_member=False, is_thread_organisation=False
)
TALK = replace(FRIEND, thread="known", is_our_thread=True, is_thread_member=True)
PASSED = Authentication(dmarc=Dmarc("pass", has_aligned_dkim=True))
FAILED = Authentication(dmarc=Dmarc("fail"))
PRINTER = "C <c@imprimerie-val.example>"
ADA = "Ada Stranger <ada@stranger.example>"


def made(past=PAST, text="", author=ADA, **values):
    return facts(text, author=author, relation=past, **({"profile": PROFILE} | values))


def met(**past):
    return made(replace(FRIEND, **past))


FIRING = [
    ("name_known_elsewhere", made(replace(PAST, name_addresses=("ada@print.example",)))),
    ("similar_to_known", made(replace(PAST, similar_addresses=("ada@strangers.example",)))),
    ("first_contact", made()),
    ("reply_to_changed", made(replace(FRIEND, reply_to_known=False), reply_to="ada@gmail.com")),
    ("bank_account_changed", made(text=f"Our account: {GERMAN}", author=PRINTER)),
    ("bank_account_changed", made(text=f"Imprimerie du Val, IBAN {BRITISH}")),
    ("bank_account_changed", made(replace(FRIEND, accounts_known=False), text=f"IBAN: {GERMAN}")),
    ("thread_forged", made(replace(PAST, thread="forged"), references=("<1@valbrune.example>",))),
    (
        "thread_intruder",
        made(
            replace(
                PAST, thread="known", is_our_thread=True, is_thread_member=False, is_thread_organisation=False
            )
        ),
    ),
    ("client_unusual", met(client_known=False)),
    ("structure_unusual", met(structure_known=False)),
    ("origin_unusual", met(origin_known=False)),
    ("campaign_burst", made(replace(PAST, n_like_this=5, n_like_this_senders=5))),
    ("known_correspondent", made(FRIEND, authentication=PASSED)),
    (
        "known_thread",
        made(TALK, authentication=PASSED),
    ),
]
SILENT = [
    ("name_known_elsewhere", made(replace(FRIEND, name_addresses=("ada@print.example",)))),
    ("similar_to_known", made()),
    ("first_contact", made(FRIEND)),
    ("first_contact", made(Relation())),
    ("first_contact", made(replace(PAST, n_known=20))),
    ("reply_to_changed", made(replace(FRIEND, reply_to_known=True), reply_to="ada@gmail.com")),
    ("reply_to_changed", made(PAST, reply_to="ada@gmail.com")),
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
    ("thread_forged", made(replace(PAST, thread="unknown"), references=("<1@valbrune.example>",))),
    (
        "thread_intruder",
        made(
            replace(
                PAST, thread="known", is_our_thread=True, is_thread_member=False, is_thread_organisation=True
            )
        ),
    ),
    ("thread_intruder", made(replace(PAST, thread="known", is_our_thread=False, is_thread_member=False))),
    ("client_unusual", met(client_known=None)),
    ("client_unusual", made(replace(PAST, n_received=2, client_known=False))),
    ("structure_unusual", met(structure_known=True)),
    ("origin_unusual", met(origin_known=True)),
    ("campaign_burst", made(replace(PAST, n_like_this=5, n_like_this_senders=1))),
    ("known_correspondent", made()),
    ("known_correspondent", made(FRIEND)),  # proved itself before, and doesn't now
    ("known_correspondent", made(FRIEND, authentication=FAILED)),
    ("known_thread", made(replace(PAST, thread="known", is_our_thread=False, is_thread_member=True))),
    ("known_thread", made(replace(PAST, thread="known", is_our_thread=True, is_thread_member=False))),
]


@pytest.mark.parametrize(("name", "message"), FIRING, ids=lambda each: each if isinstance(each, str) else "")
def test_it_fires(name, message):
    assert fires(name, message)


@pytest.mark.parametrize(("name", "message"), SILENT, ids=lambda each: each if isinstance(each, str) else "")
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)


@pytest.mark.parametrize("name", sorted({name for name, _ in FIRING} - {"bank_account_changed"}))
def test_without_a_memory_none_of_them_speaks(name):
    assert not fires(name, made(Relation(), references=("<1@valbrune.example>",), reply_to="x@gmail.com"))


def test_an_account_in_another_country_weighs_more():
    other = made(text=f"IBAN {GERMAN}", author=PRINTER)
    assert strength("bank_account_changed", other) == 1.0


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


def test_correspondence_both_ways_weighs_more_than_mail_received():
    received = made(replace(FRIEND, n_sent=0), authentication=PASSED)
    assert strength("known_correspondent", made(FRIEND, authentication=PASSED)) > strength(
        "known_correspondent", received
    )


@pytest.mark.parametrize("name", ["known_correspondent", "partner_verified"])
def test_trust_shrinks_where_answers_or_money_go_elsewhere(name):
    plain = made(FRIEND, author=PRINTER, authentication=PASSED)
    moved = made(FRIEND, author=PRINTER, authentication=PASSED, reply_to="c@gmail.com")
    paid = made(FRIEND, author=PRINTER, authentication=PASSED, text=f"IBAN {GERMAN}")
    assert strength(name, moved) == strength(name, paid) < strength(name, plain) / 2


def test_an_intruder_who_resembles_a_member_weighs_more():
    past = replace(
        PAST, thread="known", is_our_thread=True, is_thread_member=False, is_thread_organisation=False
    )
    posing = replace(past, similar_addresses=("ada@strangers.example",))
    assert strength("thread_intruder", made(posing)) > strength("thread_intruder", made(INTRUDED))


def test_newsletters_that_begin_are_hardly_noted():
    letter = made(bulk=Bulk(unsubscribe=("https://stranger.example/u",)))
    assert strength("first_contact", letter) <= 0.5
