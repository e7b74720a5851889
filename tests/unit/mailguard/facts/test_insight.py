"""What follows from facts: found once, the same for a replayed message, and no part of what is kept."""

import pickle
import threading
from dataclasses import replace

from mailguard import codec
from mailguard.facts import Bulk, Relation
from mailguard.facts.unknown_senders import is_notice
from mailguard.profile import Insider, Profile
from tests.cast.mailguard.maker import facts

TEAM = Profile(domains=("valbrune.example",), insiders=(Insider("Bob Valbrune", ("bob@valbrune.example",)),))
LETTER = facts("Could you send me the full list of our donors? Keep this between us.", profile=TEAM)


def test_an_insight_is_found_once_and_belongs_to_one_message():
    assert LETTER.insight is LETTER.insight
    assert LETTER.insight.requested is LETTER.insight.requested
    other = LETTER.but(text="See you on Monday.")
    assert other.insight is not LETTER.insight
    assert LETTER.insight.requested
    assert not other.insight.requested
    assert not replace(LETTER, text="See you on Monday.").insight.requested


def test_two_messages_asked_in_turn_keep_their_own_answers():
    friend = LETTER.but(relation=Relation(has_history=True, n_sent=5))
    assert [each.insight.is_stranger for each in (LETTER, friend, LETTER)] == [True, False, True]
    assert [each.insight.strangeness for each in (friend, LETTER, friend)][0::2] == [0.0, 0.0]


def test_nothing_of_it_is_written_and_a_replayed_message_derives_the_same():
    assert LETTER.insight.asked("data_request").n
    replayed = codec.from_json(codec.to_json(LETTER))
    assert replayed == LETTER
    assert "insight" not in codec.to_json(LETTER)
    assert replayed.insight.requested == LETTER.insight.requested
    sent = pickle.loads(pickle.dumps(LETTER))
    assert sent == LETTER
    assert "insight" not in vars(sent)
    assert sent.insight.aimed == LETTER.insight.aimed


def test_many_threads_get_the_same_answers():
    letters, found = [LETTER.but(size=n) for n in range(20)], []

    def ask():
        found.extend(each.insight.quote(each.insight.requested[0][2]) for each in letters)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 80
    assert len(set(found)) == 1


def test_machines_are_told_from_people_in_one_way():
    people = ("Nora <nora@stranger.example>", "Al Ertson <alertson@stranger.example>")
    unattended = (
        "Shop <no-reply@shop.example>",
        "Avis <ne-pas-repondre@shop.example>",
        "A <alertes@shop.example>",
    )
    assert not any(facts(author=each).insight.is_machine or is_notice(facts(author=each)) for each in people)
    assert all(facts(author=each).insight.is_machine and is_notice(facts(author=each)) for each in unattended)
    desk = facts(author="Desk <support@shop.example>")
    assert desk.insight.is_machine
    assert not is_notice(desk)
    assert facts(bulk=Bulk(unsubscribe=("https://stranger.example/u",))).insight.is_machine
