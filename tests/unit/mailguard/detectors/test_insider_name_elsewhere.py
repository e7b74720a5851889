"""It uses a team member's name, but not their address."""

import pytest

from tests.cast.mailguard.detectors.identity import FRIEND, PASSED, made
from tests.cast.mailguard.detectors.strangers import TEAM
from tests.cast.mailguard.maker import facts, fires, mailbox, strength

FIRING = [
    ("insider_name_elsewhere", made("Nora Valbrune <nv2027@gmail.com>")),
    ("insider_name_elsewhere", made("VALBRUNE Nora <a@b.example>")),
    ("insider_name_elsewhere", made("Emile Durand Petit <a@b.example>")),
    ("insider_name_elsewhere", made("Nora Va1brune <a@b.example>")),
    ("insider_name_elsewhere", made("Nora Valbrunne <a@b.example>")),
    ("insider_name_elsewhere", made("N. Valbrune <a@b.example>")),
    ("insider_name_elsewhere", made("Nоra Valbrune <a@b.example>")),  # a Cyrillic о
    ("insider_name_elsewhere", made('"Nora Valbrune (candidate)" <a@b.example>')),
    ("insider_name_elsewhere", made("Nora Valbrune via Secure Share <a@b.example>")),
    ("insider_name_elsewhere", made("Dr Nora Valbrune - Campaign <a@b.example>")),
    ("insider_name_elsewhere", made("Milou <a@b.example>")),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("insider_name_elsewhere", made("Nora Valbrune <nora@valbrune2027.example>")),
    ("insider_name_elsewhere", made("Nora Valbrune <n.valbrune@gmail.com>")),
    ("insider_name_elsewhere", made("Nora Fontaine <nora@b.example>")),
    ("insider_name_elsewhere", made("Bob <bob@b.example>")),
    ("insider_name_elsewhere", made("N. Martin <n@b.example>")),
    ("insider_name_elsewhere", made("Emilie Durand <e@b.example>")),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)


def test_a_stranger_at_a_free_mailbox_is_doubted_more_than_an_acquaintance():
    stranger = made("Nora Valbrune <nv@gmail.com>")
    friend = made("Nora Valbrune <nv@gmail.com>", authentication=PASSED, relation=FRIEND)
    notice = made("Nora Valbrune <notify@linkedin.com>", authentication=PASSED)
    doubts = [strength("insider_name_elsewhere", each) for each in (stranger, friend, notice)]
    assert doubts == sorted(doubts, reverse=True) and doubts[0] == 1.0 and doubts[1] <= 0.3


def test_a_nickname_alone_weighs_less_than_the_whole_name():
    assert strength("insider_name_elsewhere", made("Milou <a@b.example>")) < strength(
        "insider_name_elsewhere", made("Émile Durand-Petit <a@b.example>")
    )


def test_a_sender_line_in_a_colleagues_name_counts_too():
    assert fires("insider_name_elsewhere", made(sender=mailbox("Nora Valbrune <x@b.example>")))


def test_a_service_may_write_in_a_colleagues_name():
    shared = facts(
        "Alice Aubrac shared a file.",
        author="Alice Aubrac via DocuSign <dse@eumail.docusign.net>",
        profile=TEAM,
    )
    stranger = facts(
        "Alice Aubrac shared a file.", author="Alice Aubrac <alice.aubrac@gmail.com>", profile=TEAM
    )
    assert strength("insider_name_elsewhere", shared) < 0.3 < strength("insider_name_elsewhere", stranger)
