"""Results of our own server that stand right below its Received, where a sender might write, too."""

from dataclasses import replace

import pytest

from mailguard.agents.setup import Setup
from mailguard.authentication import trusted
from mailguard.correspondents import Memory
from mailguard.correspondents.learning import learn, read
from mailguard.profile import Insider, Profile

PROFILE = Profile(
    domains=("valbrune.example",),
    insiders=(Insider("Nora Valbrune", ("nora@valbrune.example",)),),
    trusted_receivers=("mx.valbrune.example",),
)
BELOW = replace(PROFILE, results_below=("mx.valbrune.example",))
DAY = "Thu, 05 Jan 2017 09:00:00 +0000"
HOP = f"Received: from out.example (out.example [198.51.100.7]) by mx.valbrune.example; {DAY}\n"
OURS = "Authentication-Results: mx.valbrune.example; dmarc=fail header.from=valbrune.example\n"
PASS = (
    "Authentication-Results: mx.valbrune.example; dkim=pass header.d=valbrune.example;"
    " dmarc=pass header.from=valbrune.example\n"
)
INNER = f"Received: by phone.example; {DAY}\n"


def letter(*head: str, number: int = 0, author: str = "Nora Valbrune <nora@valbrune.example>") -> bytes:
    return (
        f"{''.join(head)}From: {author}\nTo: bob@valbrune.example\nSubject: Posters\n"
        f"Date: Thu, 05 Jan 2017 09:00:00 +0000\nMessage-ID: <{number}@valbrune.example>\n\nReady.\n"
    ).encode()


def result(profile: Profile, *head: str) -> str:
    return read(letter(*head), profile).authentication.dmarc.result


def test_below_the_received_only_a_server_known_for_it_is_believed():
    assert result(PROFILE, HOP, PASS, INNER) == "unknown"
    assert result(BELOW, HOP, PASS, INNER) == "pass"
    assert result(BELOW, HOP, "X-Spam: no\n", PASS) == "pass"


@pytest.mark.parametrize(
    "head",
    [
        (HOP, INNER, PASS),
        (HOP, "DKIM-Signature: v=1\n", PASS),
        (HOP, "Authentication-Results: mx.mallory.example; dmarc=pass\n", PASS),
        (INNER, HOP, HOP, PASS),
    ],
)
def test_what_stands_further_below_is_the_senders(head):
    assert result(BELOW, *head) in {"unknown", "none"}


def test_a_second_answer_to_the_same_question_is_somebody_elses():
    facts = read(letter(HOP, OURS, PASS), BELOW)
    assert facts.authentication.dmarc.result == "fail"
    assert not facts.authentication.dkim
    assert not facts.is_authenticated


def test_results_above_make_those_below_worthless():
    assert result(BELOW, OURS, HOP, PASS) == "fail"


def test_a_neighbour_that_delivers_on_the_same_host_is_passed_over():
    local = f"Received: from localhost (localhost [127.0.0.1]) by imap.valbrune.example; {DAY}\n"
    assert result(BELOW, local, HOP, PASS, INNER) == "pass"
    assert result(PROFILE, local, PASS, HOP) == "pass"
    assert result(BELOW, local.replace("127.0.0.1", "203.0.113.9"), HOP, PASS) == "unknown"
    assert result(BELOW, local.replace("valbrune", "mallory"), HOP, PASS) == "unknown"


def test_learning_finds_out_where_our_server_writes(tmp_path):
    for number in range(20):
        (tmp_path / f"{number:02}.eml").write_bytes(letter(HOP, PASS, INNER, number=number))
    store = tmp_path / "memory.db"
    with Memory(store) as memory:
        tally = learn([str(tmp_path)], memory, PROFILE)
        assert tally.n_learnt == 20
        assert memory.results_below() == ("mx.valbrune.example",)
    profile = tmp_path / "profile.toml"
    profile.write_text('domains = ["valbrune.example"]\ntrusted_receivers = ["mx.valbrune.example"]\n')
    engine = Setup(profile=profile, memory=store).engine()
    assert engine.analyse(letter(HOP, PASS, INNER, number=99)).facts.is_authenticated


def test_a_few_forged_letters_teach_no_habit(tmp_path):
    for number in range(40):
        forged = PASS if number % 4 == 0 else ""
        (tmp_path / f"{number:02}.eml").write_bytes(
            letter(HOP, forged, number=number, author="Charlie <charlie@print.example>")
        )
    with Memory(tmp_path / "memory.db") as memory:
        learn([str(tmp_path)], memory, PROFILE)
        assert memory.results_below() == ()


def test_the_place_is_none_where_no_server_of_ours_took_it_in():
    assert trusted.place(read(letter(INNER), PROFILE)) is None
    assert trusted.place(read(letter(HOP), Profile())) is None
    assert trusted.place(read(letter(OURS, HOP, PASS), PROFILE)) == ("mx.valbrune.example", False)
    assert trusted.place(read(letter(HOP, PASS), PROFILE)) == ("mx.valbrune.example", True)
