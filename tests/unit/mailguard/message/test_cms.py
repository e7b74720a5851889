"""Content wrapped in a signature (RFC 5652), in every way in which its lengths may be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailguard.message import cms

TYPE = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("06092a864886f70d010701")


def whole(tag, *inside):
    """An element with its length (X.690 8.1.3)."""
    content = b"".join(inside)
    size = len(content)
    length = bytes([size]) if size < 128 else b"\x84" + size.to_bytes(4, "big")
    return bytes([tag]) + length + content


def left_open(tag, *inside):
    """An element whose end is marked instead."""
    return bytes([tag]) + b"\x80" + b"".join(inside) + b"\0\0"


def wrapped(element, *raw):
    held = element(0xA0, *raw) if raw else b""
    signed = element(0x30, whole(0x02, b"\1"), element(0x31), element(0x30, DATA, held), whole(0x31))
    return element(0x30, TYPE, element(0xA0, signed))


HELLO = whole(0x04, b"hello")


@pytest.mark.parametrize("element", [whole, left_open])
def test_the_content_comes_out_whole(element):
    assert cms.signed(wrapped(element, HELLO)) == b"hello"
    assert cms.signed(wrapped(element, element(0x24, whole(0x04, b"hel"), whole(0x04, b"lo")))) == b"hello"


@pytest.mark.parametrize("element", [whole, left_open])
def test_a_signature_that_stands_alone_holds_nothing(element):
    assert cms.signed(wrapped(element)) == b""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        wrapped(whole, HELLO)[:-30],
        wrapped(whole, HELLO).replace(TYPE, TYPE[:-1] + b"\3"),
        b"\x30\x80" * 5_000,
        whole(0x30, TYPE, whole(0xA0, b"\x24\x80" * 5_000)),
    ],
)
def test_anything_else_is_none(data):
    assert cms.signed(data) is None


@given(st.binary(max_size=40), st.integers(0, 60))
def test_nothing_makes_it_stumble(junk, at):
    data = wrapped(left_open, HELLO)
    cms.signed(data[:at] + junk + data[at:])
