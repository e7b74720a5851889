"""Answers from a table, and answers that are remembered."""

from mailguard.authentication import dns

ZONES = {
    "a.b.example": {"TXT": ["one", b"\xff"], "A": ["192.0.2.1"]},
    "alias.example": {"CNAME": ["A.b.Example."]},
    "loop.example": {"CNAME": ["loop.example"]},
    "half.example": {"TXT": "unknown"},
    "down.example": "unknown",
}


def test_a_table_answers_as_servers_do():
    static = dns.Static(ZONES)
    assert static.lookup("A.B.example.", "TXT").byte_values == (b"one", b"\xff")
    assert static.lookup("alias.example", "A").texts == ("192.0.2.1",)
    assert static.lookup("a.b.example", "MX").status == "empty"
    assert static.lookup("b.example", "A").status == "empty"  # names stand below it
    assert static.lookup("c.example", "A").status == "nxdomain"
    assert static.lookup("loop.example", "A").status == "unknown"
    assert static.lookup("down.example", "A").status == "unknown"
    assert static.lookup("half.example", "TXT").status == "unknown"


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def test_an_answer_is_asked_for_once_until_it_ends():
    static, clock = dns.Static(ZONES), Clock()
    cached = dns.Cached(static, clock=clock)
    for _ in range(3):
        cached.lookup("a.b.example", "A")
        cached.lookup("absent.example", "A")
    assert len(static.asked) == 2
    clock.now += 301
    cached.lookup("a.b.example", "A")
    assert len(static.asked) == 3


def test_a_failure_is_soon_asked_again():
    static, clock = dns.Static(ZONES), Clock()
    cached = dns.Cached(static, clock=clock)
    cached.lookup("down.example", "A")
    cached.lookup("down.example", "A")
    clock.now += 6
    cached.lookup("down.example", "A")
    assert len(static.asked) == 2


def test_the_memory_is_bounded():
    static = dns.Static(ZONES)
    cached = dns.Cached(static, size=3)
    for name in ("a", "b", "c", "a", "d", "a", "b"):
        cached.lookup(name, "A")
    assert [name for name, _ in static.asked] == ["a", "b", "c", "d", "b"]


def test_messages_share_one_memory_and_ask_ahead_for_what_is_new():
    from tests.cast.mailguard.names import serve

    with serve({"valbrune.example": {"A": ["192.0.2.1"]}}) as server:
        cached = dns.Cached(dns.Live([server.address]))
        for _ in range(2):
            message = dns.for_message(cached)
            dns.prefetch(message, [("valbrune.example", "A")])
            assert message.lookup("valbrune.example", "A").status == "ok"
        assert len(server.asked) == 1
