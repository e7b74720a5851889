"""Someone we know makes a serious request, but not from the usual place or in their usual way."""

from dataclasses import replace

from mailguard.facts import Relation
from tests.cast.mailguard.detectors.pretences import ELSEWHERE, letter
from tests.cast.mailguard.detectors.pretences import FRIEND as FRIEND_PRETENCES
from tests.cast.mailguard.detectors.wishes import ACCOUNT, FRIEND, TEAM, made
from tests.cast.mailguard.maker import fires, strength


def test_a_private_mailbox_gets_no_key_unasked():
    team = replace(TEAM, insiders=(replace(TEAM.insiders[0], private=("alice.a@gmail.com",)),))
    for text in (
        "Send me a temporary password, please.",
        "Désactive mon double facteur, authentification comprise.",
    ):
        home = made(text, author="Alice Aubrac <alice.a@gmail.com>", profile=team, past=FRIEND)
        work = made(text, author="Alice Aubrac <alice@lrur.example>", profile=team, past=FRIEND)
        assert fires("stolen_mailbox", home)
        assert not fires("stolen_mailbox", work)
    plain = made(
        "The hall is ours at seven.", author="Alice Aubrac <alice.a@gmail.com>", profile=team, past=FRIEND
    )
    assert not fires("stolen_mailbox", plain)


def test_a_grave_wish_from_a_mailbox_that_is_used_otherwise_is_seen():
    wish = "Could you buy ten gift cards today?"
    alice = "Alice Aubrac <alice@valbrune.example>"
    assert strength("stolen_mailbox", letter(wish, author=alice, relation=ELSEWHERE)) > 0.8
    assert not fires("stolen_mailbox", letter(wish, author=alice, relation=FRIEND_PRETENCES))
    assert not fires("stolen_mailbox", letter("See you on Monday.", author=alice, relation=ELSEWHERE))


def test_a_colleague_never_asks_for_a_code():
    alice = "Alice Aubrac <alice@valbrune.example>"
    code = "You will receive a code by text, forward it to me."
    once = Relation(has_history=True, n_known=400, n_sent=6, n_received=9, origin_known=False)
    assert strength("stolen_mailbox", letter(code, author=alice, relation=once)) > 0.7


def test_a_colleague_who_sends_money_abroad_from_another_program_may_be_somebody_else():
    alice = "Alice Aubrac <alice@lrur.example>"
    text = f"Please pay the invoice today to {ACCOUNT}. By mail only, I can't pick up."
    changed = replace(FRIEND, client_known=False, accounts_known=False)
    at_home = text.replace(ACCOUNT, "FR76 3000 6000 0112 3456 7890 189")
    assert strength("stolen_mailbox", made(text, author=alice, past=changed)) > strength(
        "stolen_mailbox", made(at_home, author=alice, past=changed)
    )
    elsewhere = replace(changed, zone_known=False)
    assert strength("stolen_mailbox", made(text, author=alice, past=elsewhere)) == 1.0
    assert not fires("stolen_mailbox", made(text, author=alice, past=FRIEND))
