"""What goes in is what the standard library's parser reads back, whatever people are called."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.outreach.delivery.transports import smtp
from hustings.outreach.emails import mime
from hustings.outreach.emails.merge_fields import Merge, Only

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=300)


def build(subject, text, html, to=b"x@example.org"):
    return mime.blueprint(
        headers=[("From", b"a@example.org"), ("To", to)],
        subject=subject,
        text=text,
        html=html,
        boundary="=_b",
    )


def parts_of(raw):
    message = message_from_bytes(raw, policy=policy.SMTP)
    assert not message.defects
    plain, rich = message.iter_parts()
    return message, plain, rich


@settings(max_examples=100, deadline=None)
@given(before=ANY, value=ANY, after=ANY)
def test_bodies_are_read_back_exactly(before, value, after):
    before, after = (text.replace("\r", "") for text in (before, after))
    pieces = [before, Merge("name"), after]
    raw = build(["Hello"], pieces, pieces).fill({"name": value})
    _, plain, rich = parts_of(raw)
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = escaped.replace('"', "&quot;").replace("'", "&#x27;")
    expected = [before.replace("\n", "\r\n") + v + after.replace("\n", "\r\n") for v in (value, escaped)]
    assert plain.get_payload(decode=True).decode() == expected[0]
    assert rich.get_payload(decode=True).decode() == expected[1]


@settings(max_examples=100, deadline=None)
@given(before=ANY, inside=ANY, value=ANY, after=ANY)
def test_parts_for_some_are_read_back_exactly_or_not_at_all(before, inside, value, after):
    before, inside, after = (text.replace("\r", "") for text in (before, inside, after))
    pieces = [before, Only(7, (inside, Merge("name"))), after]
    plan = build(["Hello"], pieces, ["x"])
    for is_in, between in [("yes", inside.replace("\n", "\r\n") + value), ("", "")]:
        raw = plan.fill({"name": value, "only:7": is_in})
        assert smtp.stuffed(raw) == raw
        assert max(map(len, raw.split(b"\r\n"))) <= 78
        _, plain, _rich = parts_of(raw)
        expected = before.replace("\n", "\r\n") + between + after.replace("\n", "\r\n")
        assert plain.get_payload(decode=True).decode() == expected


@settings(max_examples=100, deadline=None)
@given(value=ANY)
def test_messages_need_no_dot_stuffing_and_keep_lines_short(value):
    raw = build(["Hello ", Merge("name")], [".", Merge("name"), "\n.\nFrom x"], ["x"]).fill({"name": value})
    assert smtp.stuffed(raw) == raw
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert b"\nFrom " not in raw


@settings(max_examples=100, deadline=None)
@given(value=LINE)
def test_subjects_are_read_back_exactly(value):
    message, *_ = parts_of(build(["Hello ", Merge("name"), "!"], ["t"], ["h"]).fill({"name": value}))
    assert str(message["subject"]) == f"Hello {value}!"


@settings(max_examples=100, deadline=None)
@given(name=LINE)
def test_names_in_to_are_read_back_exactly(name):
    name = " ".join(name.split())
    raw = build(["Hello"], ["t"], ["h"], to=mime.mailbox(name, "x@example.org")).fill({})
    # The old interface: the new one of Python 3.11 puts a space between two encoded words of a name.
    shown, address = parseaddr(message_from_bytes(raw)["to"].replace("\r\n", ""))
    assert (str(make_header(decode_header(shown))), address) == (name, "x@example.org")


@settings(max_examples=100, deadline=None)
@given(value=ANY)
def test_no_value_can_add_a_header(value):
    evil = f"x\r\nBcc: mallory@example.org\r\n\r\n{value}"
    raw = build([Merge("name")], ["t"], ["h"], to=mime.mailbox(evil, "x@example.org")).fill({"name": evil})
    message = message_from_bytes(raw, policy=policy.compat32)
    assert set(message.keys()) == {"From", "To", "Subject", "Date", "MIME-Version", "Content-Type"}
