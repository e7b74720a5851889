"""Asking servers that are there, slow, silent or wrong."""

import time

import pytest

from mailguard.authentication import dns
from tests.cast.mailguard.names import serve

ZONES = {
    "valbrune.example": {
        "TXT": ["v=spf1 -all", 'said "so" \\ there'],
        "A": ["192.0.2.1"],
        "MX": ["10 MX.valbrune.example"],
    },
    "mail.valbrune.example": {"CNAME": ["valbrune.example"]},
    "round.example": {"CNAME": ["about.example"]},
    "about.example": {"CNAME": ["round.example"]},
    "long.example": {"TXT": ["x" * 9_000]},
    "giant.example": {"TXT": ["y" * 60_000]},
    "1.2.0.192.in-addr.arpa": {"PTR": ["Valbrune.example"]},
    "silent.example": "silent",
    "broken.example": "broken",
    "refused.example": "refused",
}


@pytest.fixture(scope="module")
def server():
    with serve(ZONES) as names:
        yield names


@pytest.fixture
def live(server):
    return dns.Live([server.address], budget=2, patience=0.3)


@pytest.mark.parametrize(
    ("name", "kind", "status", "values"),
    [
        ("valbrune.example", "TXT", "ok", (b"v=spf1 -all", b'said "so" \\ there')),
        ("VALBRUNE.example.", "A", "ok", ("192.0.2.1",)),
        ("valbrune.example", "MX", "ok", ("10 mx.valbrune.example",)),
        ("valbrune.example", "AAAA", "empty", ()),
        ("mail.valbrune.example", "A", "ok", ("192.0.2.1",)),
        ("1.2.0.192.in-addr.arpa", "PTR", "ok", ("valbrune.example",)),
        ("nobody.example", "A", "nxdomain", ()),
        ("round.example", "A", "unknown", ()),
        ("long.example", "TXT", "ok", (b"x" * 9_000,)),
        ("giant.example", "TXT", "ok", (b"y" * 16_384,)),
        ("silent.example", "A", "unknown", ()),
        ("broken.example", "A", "unknown", ()),
        ("refused.example", "A", "unknown", ()),
        (f"{'a' * 64}.example", "A", "nxdomain", ()),
        ("a..example", "A", "nxdomain", ()),
        ("café.example", "A", "nxdomain", ()),
        ("", "A", "nxdomain", ()),
    ],
)
def test_a_question_gets_its_answer(live, name, kind, status, values):
    answer = live.lookup(name, kind)
    assert (answer.status, sorted(answer.values)) == (status, sorted(values))


def test_a_long_answer_comes_over_tcp(server, live):
    live.lookup("long.example", "TXT")
    assert [way for name, _, way in server.asked if name == "long.example"][-2:] == ["udp", "tcp"]


def test_the_next_server_answers_for_a_dead_one(server):
    live = dns.Live(["127.0.0.1:9", server.address], budget=3, patience=0.3)
    assert live.lookup("valbrune.example", "A").status == "ok"


def test_a_message_waits_no_longer_than_its_budget(server):
    message = dns.Live([server.address], budget=0.5, patience=5).for_message()
    names = ["silent.example", "valbrune.example", *(f"n{n}.silent.example" for n in range(20))]
    began = time.monotonic()
    message.prefetch([(name, "A") for name in names])
    answers = [message.lookup(name, "A").status for name in ("silent.example", "valbrune.example")]
    assert answers == ["unknown", "ok"]
    assert time.monotonic() - began < 4, "its patience is 5"
    assert message.lookup("never.asked.example", "A").status in ("unknown", "nxdomain")


def test_a_message_may_ask_a_hundred_questions(server):
    message = dns.Live([server.address], budget=5).for_message()
    answers = [message.lookup(f"n{n}.example", "A").status for n in range(101)]
    assert answers[99:] == ["nxdomain", "unknown"]


def test_without_any_server_everything_is_unknown():
    live = dns.Live(["127.0.0.1:9"], budget=0.3)
    assert live.lookup("valbrune.example", "A").status == "unknown"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("192.0.2.53", ("192.0.2.53", 53)),
        ("192.0.2.53:5353", ("192.0.2.53", 5353)),
        ("2001:db8::53", ("2001:db8::53", 53)),
        ("[2001:db8::53]:5353", ("2001:db8::53", 5353)),
    ],
)
def test_a_server_may_be_named_with_its_port(text, wanted):
    assert dns.Live([text]).servers == (wanted,)


def test_a_question_that_cant_be_put_is_unknown(live, monkeypatch):
    def none_left(*words):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(live._pool, "submit", none_left)
    assert live.start("valbrune.example", "A", time.monotonic() + 1).result().status == "unknown"
    monkeypatch.setattr("mailguard.authentication.dns.live._exchange", none_left)
    assert live.ask("valbrune.example", "A", time.monotonic() + 1).status == "unknown"
