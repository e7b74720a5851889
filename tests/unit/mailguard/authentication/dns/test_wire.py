"""Answers are read whatever comes; nothing hostile gets through."""

import socket
import time
from contextlib import suppress

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rrset
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailguard.authentication.dns import wire
from mailguard.authentication.dns.answers import Answer
from mailguard.authentication.dns.volley import Volley

NAME = "valbrune.example"


def reply(
    kind: str, *values: str, name: str = NAME, owner: str = "", rcode: int = 0, ttl: int = 300
) -> bytes:
    message = dns.message.make_response(dns.message.make_query(name, kind), recursion_available=True)
    message.set_rcode(rcode)
    if values:
        message.answer.append(dns.rrset.from_text_list(f"{owner or name}.", ttl, "IN", kind, values))
    return message.to_wire()


def test_a_question_is_what_the_library_reads():
    query = dns.message.from_wire(wire.question(4711, "mail.valbrune.example", "TXT"))
    assert query.id == 4711
    assert query.question[0].to_text() == "mail.valbrune.example. IN TXT"
    assert query.flags & dns.flags.RD
    assert query.payload == 1232


@pytest.mark.parametrize(
    ("kind", "values", "wanted"),
    [
        ("A", ["192.0.2.1", "192.0.2.2"], {"192.0.2.1", "192.0.2.2"}),
        ("AAAA", ["2001:db8::1"], {"2001:db8::1"}),
        ("MX", ["10 MX.valbrune.example.", "20 b.example."], {"10 mx.valbrune.example", "20 b.example"}),
        ("PTR", ["Mail.valbrune.example."], {"mail.valbrune.example"}),
        ("NS", ["ns1.valbrune.example."], {"ns1.valbrune.example"}),
        ("CNAME", ["other.example."], {"other.example"}),
        ("TXT", ['"v=spf1 " "-all"', '"\\"é\\\\"'], {b"v=spf1 -all", '"é\\'.encode()}),
    ],
)
def test_values_are_those_that_were_published(kind, values, wanted):
    answer = wire.read(reply(kind, *values), NAME, kind)
    assert (answer.status, set(answer.values), answer.ttl) == ("ok", wanted, 300)


def test_an_alias_is_followed_and_a_loop_is_not():
    message = dns.message.from_wire(reply("A"))
    message.answer = [
        dns.rrset.from_text(f"{NAME}.", 60, "IN", "CNAME", "Two.example."),
        dns.rrset.from_text("two.example.", 300, "IN", "A", "192.0.2.9"),
    ]
    assert wire.read(message.to_wire(), NAME, "A").values == ("192.0.2.9",)
    message.answer[1] = dns.rrset.from_text("two.example.", 300, "IN", "CNAME", f"{NAME}.")
    assert wire.read(message.to_wire(), NAME, "A").status == "unknown"


def test_an_absence_holds_as_long_as_its_zone_says():
    message = dns.message.from_wire(reply("A", rcode=dns.rcode.NXDOMAIN))
    assert wire.read(message.to_wire(), NAME, "A") == Answer("nxdomain", (), 60)
    soa = "ns.example. root.example. 1 2 3 4 900"
    message.authority.append(dns.rrset.from_text("example.", 1800, "IN", "SOA", soa))
    assert wire.read(message.to_wire(), NAME, "A") == Answer("nxdomain", (), 900)
    message.set_rcode(dns.rcode.NOERROR)
    assert wire.read(message.to_wire(), NAME, "A").status == "empty"


def test_records_of_other_names_are_no_answer():
    assert wire.read(reply("A", "192.0.2.66", owner="rival.example"), NAME, "A").status == "empty"


@pytest.mark.parametrize(("name", "kind"), [("rival.example", "A"), (NAME, "TXT")])
def test_the_answer_to_another_question_is_foreign(name, kind):
    with pytest.raises(wire.Foreign):
        wire.read(reply("A", "192.0.2.1"), name, kind)


@pytest.mark.parametrize("rcode", [dns.rcode.SERVFAIL, dns.rcode.REFUSED])
def test_a_failure_is_left_to_others(rcode):
    with pytest.raises(wire.Odd):
        wire.read(reply("A", rcode=rcode), NAME, "A")


def test_what_was_cut_off_is_left_to_others():
    data = bytearray(reply("A", "192.0.2.1"))
    data[2] |= 2
    with pytest.raises(wire.Odd):
        wire.read(bytes(data), NAME, "A")


def test_names_that_need_escapes_keep_them():
    message = dns.message.from_wire(reply("PTR"))
    message.answer.append(dns.rrset.from_text(f"{NAME}.", 60, "IN", "PTR", r"a\.b.example."))
    assert wire.read(message.to_wire(), NAME, "PTR").values == (r"a\.b.example",)


@given(st.binary(max_size=80), st.integers(0, 120), st.integers(0, 120))
def test_no_bytes_raise_anything_else_or_take_long(noise, start, n):
    whole = reply("TXT", '"v=spf1 include:other.example -all"', '"more"')
    broken = whole[:start] + noise + whole[start + n :]
    began = time.process_time()
    with suppress(wire.Foreign, wire.Odd):
        assert isinstance(wire.read(broken, NAME, "TXT"), Answer)
    assert time.process_time() - began < 0.1


def test_names_that_point_at_themselves_end():
    head = wire.question(1, NAME, "A")[:12]
    for loop in (b"\xc0\x0c", b"\xc0\x0e\xc0\x0c", b"\x01a\xc0\x0c"):
        data = head[:2] + b"\x81\x80" + head[4:] + loop + b"\0\1\0\1"
        with pytest.raises((wire.Odd, wire.Foreign)):
            wire.read(data, NAME, "A")


def test_only_the_answer_with_the_right_number_and_question_is_taken():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(5)
        volley = Volley("127.0.0.1", server.getsockname()[1], patience=3)
        assert volley.ask((NAME, "A"))
        query, asker = server.recvfrom(4096)
        right, forged = reply("A", "192.0.2.1"), reply("A", "192.0.2.66")
        other = reply("A", "192.0.2.66", name="rival.example")
        wrong = (int.from_bytes(query[:2], "big") ^ 1).to_bytes(2, "big")
        for data in (b"", b"\0", wrong + forged[2:], query[:2] + other[2:], query[:2] + right[2:]):
            server.sendto(data, asker)
        server.sendto(query[:2] + forged[2:], asker)
        answer = volley.answer((NAME, "A"), time.monotonic() + 3)
        assert answer
        assert answer.values == ("192.0.2.1",)


def test_a_silent_server_is_waited_for_no_longer_than_patience():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        volley = Volley("127.0.0.1", server.getsockname()[1], patience=0.2)
        for name in ("one.example", "two.example"):
            assert volley.ask((name, "A"))
        began = time.monotonic()
        assert volley.answer(("one.example", "A"), began + 5) is None
        assert time.monotonic() - began < 4, "we would wait for 5"
        time.sleep(0.01)
        assert sorted(volley.late()) == [("one.example", "A"), ("two.example", "A")]


def test_a_kind_that_is_not_plain_is_not_asked_here():
    assert not Volley("127.0.0.1", 9, patience=0.1).ask((NAME, "DNSKEY"))
