"""The protocol, byte by byte: as libmilter's description and Postfix's MILTER_README have it."""

import random
import struct

import pytest

from mailguard.agents.milter import protocol, replies
from mailguard.agents.milter.message import Letter
from mailguard.agents.milter.protocol import BadPacket
from mailguard.agents.milter.session import Session
from mailguard.agents.milter.settings import Settings
from mailguard.agents.setup import Setup
from tests.cast.mailguard.agents.milter.client import message, offer, packet, told

RAW = (
    b"From: a@b.example\r\nSubject:  two spaces\r\nX-Long: one\r\n\ttwo\r\nEmpty:\r\n\r\nHello\r\n\r\nyou\r\n"
)
# What a Postfix 3.7 says first, taken from its description: version 6, all actions, all steps.
POSTFIX = bytes.fromhex("0000000d 4f 00000006 000001ff 001fffff")


def hear(session, data, size=None):
    """What the session gives, fed in pieces of this size."""
    size = size or len(data)
    return [each for n in range(0, len(data), size) for each in session.feed(data[n : n + size])]


def whole(raw=RAW, **more):
    return offer() + b"".join(told(raw, **more))


def test_the_offer_of_postfix_is_answered_with_what_we_need():
    (answer,) = hear(Session(1_000), POSTFIX)
    assert answer[:5] == bytes.fromhex("0000000d 4f")
    version, actions, steps = struct.unpack("!III", answer[5:])
    assert version == 6
    assert actions == 0x33  # add, change headers; change body; quarantine
    assert steps == 0x1FF380  # silence for all but the end; no DATA, no unknown; leading spaces


@pytest.mark.parametrize("size", [1, 2, 7, 1_000_000])
def test_a_message_is_put_together_as_it_came(size):
    answer, letter = hear(Session(10_000), whole(), size)
    assert answer[4:5] == b"O"
    assert letter.raw() == RAW
    envelope = letter.envelope()
    assert (envelope.mail_from, envelope.rcpt_to) == ("a@b.example", ("bob@valbrune.example",))
    assert (envelope.client_ip, envelope.client_name) == ("192.0.2.7", "client.example")
    assert (envelope.helo, envelope.receiver, envelope.is_outgoing) == (
        "client.example",
        "mx.valbrune.example",
        False,
    )
    assert letter.queue_id == "4F1Xyz"


def test_an_old_server_is_answered_at_each_step_and_gives_no_leading_space():
    session = Session(10_000)
    found = hear(session, offer(version=2, actions=0x3F, steps=0) + b"".join(told(RAW)))
    *answers, letter = found
    assert struct.unpack("!III", answers[0][5:]) == (2, 0x33, 0)
    assert answers[1:] == [protocol.CONTINUE] * (1 + 1 + 1 + 1 + 4 + 1 + 1)
    # Such a server leaves the space out itself.
    assert letter.raw().startswith(b"From:  a@b.example\r\nSubject:   two spaces\r\n")


def test_messages_follow_each_other_and_may_be_broken_off():
    session = Session(10_000)
    head, _, body = RAW.partition(b"\r\n\r\n")
    first = whole(macros=(b"{auth_authen}", b"alice"))
    (_, one) = hear(session, first)
    assert one.is_outgoing and not session.is_under_way
    assert hear(session, b"".join(message(head, body))[:-5]) == [] and session.is_under_way
    assert hear(session, packet(b"A")) == [] and not session.is_under_way
    (two,) = hear(session, b"".join(message(head, body, b"<>", (b"<c@d.example>", b"<e@f.example>"))))
    assert (two.mail_from, two.rcpt_to) == ("", ["c@d.example", "e@f.example"])
    assert two.client.ip == "192.0.2.7" and not two.is_outgoing
    assert hear(session, packet(b"K")) == []
    (three,) = hear(session, b"".join(message(head, body)))
    assert three.client.ip == "" and three.macros["i"] == "4F1Xyz"
    assert hear(session, packet(b"Q")) == [] and session.has_ended


def test_the_end_may_bring_the_last_bytes():
    packets = list(told(RAW))[:-1]
    _, letter = hear(Session(10_000), offer() + b"".join(packets) + packet(b"E", b"the end"))
    assert letter.raw() == RAW + b"the end"


def test_clients_of_every_kind_are_read():
    for content, ip in [
        (b"x\x006" + b"\0\x19" + b"IPv6:2001:db8::1\0", "2001:db8::1"),
        (b"[192.0.2.9]\x004" + b"\0\x19" + b"192.0.2.9\0", "192.0.2.9"),
        (b"localhost\0L\0\0/run/x\0", ""),
        (b"unknown\0U", ""),
    ]:
        session = Session(10)
        hear(session, offer() + packet(b"C", content))
        (letter,) = hear(session, packet(b"M", b"<a@b.example>\0") + packet(b"E"))
        assert letter.client.ip == ip
        assert letter.client.name in {"x", "", "localhost"}


def test_more_than_the_most_is_not_kept():
    _, letter = hear(Session(200), whole(RAW + b"x" * 70_000))
    assert letter.is_cut and len(letter.raw()) < 300 and not letter.is_whole


def test_headers_and_recipients_beyond_the_bounds_are_missed_but_what_is_forged_is_known():
    lines = [b"X-A: b"] * 10_000 + [b"X-Mailguard: deliver", b"X-A: c", b"x-mailguard: deliver", b"", b""]
    _, letter = hear(Session(1_000_000), whole(b"\r\n".join(lines)))
    assert letter.is_cut and not letter.is_whole
    assert letter.forged("") == [(2, b"x-mailguard"), (1, b"X-Mailguard")]
    lines = [b"X-Long: " + b"x" * 500, b"X-Mailguard: deliver", b"", b"Hello"]
    _, letter = hear(Session(200), whole(b"\r\n".join(lines)))
    assert letter.is_cut and letter.forged("") == [(1, b"X-Mailguard")]
    many = [b"<%d@b.example>" % number for number in range(10_001)]
    _, letter = hear(Session(10_000), whole(rcpt_to=many))
    assert len(letter.rcpt_to) == 10_000 and not letter.is_cut and not letter.is_whole
    _, letter = hear(Session(10_000), whole(rcpt_to=many[:10_000]))
    assert letter.is_whole


@pytest.mark.parametrize(
    "data",
    [
        packet(b"M", b"<a@b.example>\0"),  # before anything was agreed on
        b"GET / HTTP/1.1\r\n\r\n",
        bytes(4),
        b"\xff\xff\xff\xffO",
        packet(b"O", b"short"),
        offer(version=1),
        offer(actions=0x01),
        offer() + packet(b"R", b"<a@b.example>\0"),
        offer() + packet(b"E"),
        offer() + packet(b"x"),
        offer() + packet(b"C", b"name only"),
        offer() + packet(b"M", b"<a@b.example>\0") + packet(b"L", b"no value\0"),
    ],
)
def test_what_isnt_the_protocol_is_refused(data):
    with pytest.raises(BadPacket):
        hear(Session(1_000), data)


def test_whatever_comes_ends_in_messages_or_a_refusal():
    chance = random.Random(7)
    whole_one = [offer(), *told(RAW), packet(b"A"), *told(RAW, macros=(b"a",)), packet(b"K")]
    others = [packet(b"U", b"?"), packet(b"D"), packet(b"B", b"more"), packet(b"L", b"a\0b\0")]
    n_refused = n_letters = 0
    for _ in range(1_500):
        packets = list(whole_one)
        for _ in range(chance.choice([0, 1, 2, 4])):  # left out, doubled, moved, put between
            place = chance.randrange(1, len(packets))
            packets[place : place + 1] = chance.choices(
                [packets[place], *others, b""], k=chance.randint(0, 2)
            )
        data = bytearray(b"".join(packets))
        for _ in range(chance.choice([0, 0, 1, 3])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        session = Session(chance.choice([0, 10, 10_000]))
        try:
            for each in hear(session, bytes(data), chance.choice([1, 5, 999])):
                if isinstance(each, Letter):
                    n_letters += 1
                    each.raw()
                    each.envelope()
                    each.forged("mx.valbrune.example")
                else:
                    assert each[4:5] in b"Oc"
        except BadPacket:
            n_refused += 1
    assert n_refused > 100 and n_letters > 500


def test_forged_headers_are_found_by_number_the_last_first():
    lines = [
        b"X-Mailguard: deliver",
        b"Authentication-Results: mx.Valbrune.example; dkim=pass",
        b"Authentication-Results: other.example; dkim=pass",
        b"authentication-results: MX.valbrune.example 1;\r\n\tspf=pass",
        b"x-mailguard-why: fine",
        b"X-Mailguarded: by another",
        b"Authentication-Results: dkim=pass header.d=a.example",
    ]
    _, letter = hear(Session(10_000), whole(b"\r\n".join([*lines, b"", b""])))
    own = [(1, b"x-mailguard-why"), (1, b"X-Mailguard")]
    assert letter.forged("") == own
    assert letter.forged("mx.valbrune.example") == [
        (4, b"Authentication-Results"),
        own[0],
        (3, b"authentication-results"),
        (1, b"Authentication-Results"),
        own[1],
    ]


@pytest.mark.parametrize(
    ("results", "believed", "goes"),
    [
        ("leave", (), True),
        ("leave", ("other.example", ""), True),
        ("leave", ("MX.valbrune.example",), False),
        ("write", ("mx.valbrune.example",), True),
    ],
)
def test_results_in_our_name_stay_only_where_another_writes_them(tmp_path, results, believed, goes):
    settings = Settings(Setup(), tmp_path, results=results, believed=believed)
    _, letter = hear(
        Session(1_000), whole(b"Authentication-Results: mx.valbrune.example; spf=pass\r\n" + RAW)
    )
    change = protocol.change_header(1, b"Authentication-Results", b"")
    assert replies.passed(letter, settings).packets == (
        (change, protocol.CONTINUE) if goes else (protocol.CONTINUE,)
    )


def test_answers_are_the_bytes_that_servers_expect():
    assert (
        bytes.fromhex("00000001 63") == protocol.CONTINUE and bytes.fromhex("00000001 64") == protocol.DISCARD
    )
    assert protocol.insert_header(b"A", b" b") == bytes.fromhex("0000000a 69 00000000") + b"A\0 b\0"
    assert protocol.change_header(2, b"A", b"") == bytes.fromhex("00000008 6d 00000002") + b"A\0\0"
    assert protocol.answer("550 5.7.1", "100% no\r\nBcc: x é") == packet(b"y", b"550 5.7.1 100 no Bcc: x ?\0")
    assert protocol.quarantine("why") == packet(b"q", b"why\0")
    pieces = list(protocol.replace_body(b"x" * 70_000))
    assert [each[4:5] for each in pieces] == [b"b", b"b"] and len(b"".join(pieces)) == 70_010
