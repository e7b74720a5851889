"""Results that other servers wrote (RFC 8601), and which of them are believed."""

import pytest

from mailguard import authentication
from mailguard.authentication import results
from mailguard.facts import Facts, Hop, Mailbox
from mailguard.profile import Profile


def found(text):
    return [(each.method, each.result) for each in results.read(text).found]


def test_the_standards_form_is_read():
    read = results.read(
        'mx.valbrune.example 1; spf=pass smtp.mailfrom="alice@valbrune.example";\r\n'
        " dkim=pass (2048-bit key; good) header.d=valbrune.example header.s=key header.a=rsa-sha256;"
        " dmarc=fail (p=REJECT sp=NONE) header.from=elsewhere.example; iprev=pass"
    )
    assert read.server == "mx.valbrune.example"
    methods = [(each.method, each.result) for each in read.found]
    assert methods == [("spf", "pass"), ("dkim", "pass"), ("dmarc", "fail")]
    signed = {"header.d": "valbrune.example", "header.s": "key", "header.a": "rsa-sha256"}
    assert read.found[1].values == signed
    assert read.found[2].policy == "reject"
    assert read.found[2].domain("header.from") == "elsewhere.example"


def test_microsofts_form_is_read():
    read = results.read(
        "spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=valbrune.example; dkim=fail (body hash\r\n"
        " did not verify) header.d=valbrune.example;dmarc=bestguesspass action=none"
        " header.from=valbrune.example;"
        "compauth=pass reason=109"
    )
    methods = [(each.method, each.result) for each in read.found]
    assert read.server == ""
    assert methods == [("spf", "pass"), ("dkim", "fail"), ("dmarc", "bestguesspass")]
    assert read.found[0].domain("smtp.mailfrom") == "valbrune.example"


def test_a_chains_copy_is_read():
    read = results.read("i=2; mx.valbrune.example; dkim=pass header.i=@valbrune.example; arc=fail (no key)")
    assert read.server == "mx.valbrune.example"
    assert read.found[0].domain("header.d", "header.i") == "valbrune.example"
    assert read.found[1].result == "fail"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mx.example; none", []),
        ("", []),
        (";;;", []),
        ("mx.example; dkim = pass ( (nested) spf=pass) header.d=a.example", [("dkim", "pass")]),
        ('mx.example; x="dmarc=pass; spf=pass', [("dmarc", "pass"), ("spf", "pass")]),
        ("mx.example; spf=fail dkim=pass", [("spf", "fail"), ("dkim", "pass")]),
        ("mx.example; dkim/1=PASS", [("dkim", "pass")]),
        ("mx.example; policy.dmarc=none; x-spf=pass", []),
        ("mx.example; (((((dmarc=pass", []),
    ],
)
def test_odd_forms_are_read_as_far_as_they_make_sense(text, wanted):
    assert found(text) == wanted


def test_reading_is_quick_whatever_is_written():
    for piece in ("(", ")", '"', ";", "dkim=", "a.b=", "\\", "spf=pass ", "header.d = "):
        results.read("mx.example; " + piece * 200_000)


# --- Which are believed ------------------------------------------------------------------------
OURS = Hop(by="mx.valbrune.example", helo="out.example", ip="192.0.2.1")
INSIDE = Hop(by="store.lan")
FORGED = Hop(by="mx.valbrune.example", helo="x", ip="192.0.2.9")
ELSEWHERE = Hop(by="other.example", helo="x", ip="192.0.2.3")
GOOD = (
    "authentication-results",
    "mx.valbrune.example; dmarc=pass header.from=stranger.example; dkim=pass header.d=stranger.example;"
    " spf=pass smtp.mailfrom=a@stranger.example",
)
RECEIVED = ("received", "…")


def authenticated(headers, hops, trusted=("mx.valbrune.example",)):
    made = Facts(
        headers=tuple(headers),
        hops=tuple(hops),
        from_=(Mailbox("Ada", "ada@stranger.example"),),
        profile=Profile(trusted_receivers=trusted),
    )
    return authentication.authenticate(b"", made, None)


def test_a_trusted_servers_results_are_believed():
    told = authenticated([GOOD, RECEIVED], [OURS])
    assert told.trusted == "mx.valbrune.example"
    assert (told.dmarc.result, told.spf.result, told.spf.domain) == ("pass", "pass", "stranger.example")
    assert told.signers == {"stranger.example"} and told.dmarc.has_aligned_dkim and told.dmarc.has_aligned_spf


def test_handovers_inside_do_not_hide_them():
    assert authenticated([RECEIVED, GOOD, RECEIVED], [INSIDE, OURS]).dmarc.result == "pass"


def test_a_server_in_a_trusted_domain_is_trusted():
    assert authenticated([GOOD, RECEIVED], [OURS], ("valbrune.example",)).dmarc.result == "pass"
    assert authenticated([GOOD, RECEIVED], [OURS], ("brune.example",)).dmarc.result == "unknown"


def test_results_without_a_servers_name_belong_to_the_server_below():
    bare = ("authentication-results", "spf=pass smtp.mailfrom=stranger.example; dmarc=fail action=none")
    assert authenticated([bare, RECEIVED], [OURS]).dmarc.result == "fail"


FORGERIES = {
    "nobody named": ([GOOD, RECEIVED], [OURS], ()),
    "another named": ([GOOD, RECEIVED], [OURS], ("mx.other.example",)),
    "below": ([RECEIVED, GOOD], [OURS], ("mx.valbrune.example",)),
    "below, with a forged hop": ([RECEIVED, GOOD, RECEIVED], [OURS, FORGED], ("mx.valbrune.example",)),
    "a forged hop": ([RECEIVED, GOOD, RECEIVED], [ELSEWHERE, FORGED], ("mx.valbrune.example",)),
    "no hop": ([GOOD], [], ("mx.valbrune.example",)),
    "a hop that was not read": ([GOOD, RECEIVED], [], ("mx.valbrune.example",)),
}


@pytest.mark.parametrize(("headers", "hops", "trusted"), FORGERIES.values(), ids=FORGERIES)
def test_results_that_a_sender_could_have_written_are_not_believed(headers, hops, trusted):
    told = authenticated(headers, hops, trusted)
    assert told.dmarc.result == "unknown" and not told.trusted and not told.dkim


def test_a_pass_for_another_author_is_not_taken_for_this_one():
    other = ("authentication-results", "mx.valbrune.example; dmarc=pass header.from=bank.example")
    assert authenticated([other, RECEIVED], [OURS]).dmarc.result == "unknown"


def test_which_of_two_authors_was_tested_is_not_guessed():
    two = (Mailbox("", "ada@stranger.example"), Mailbox("", "info@bank.example"))
    headers, profile = (GOOD, RECEIVED), Profile(trusted_receivers=("mx.valbrune.example",))
    told = authentication.authenticate(
        b"", Facts(headers=headers, hops=(OURS,), from_=two, profile=profile), None
    )
    assert told.dmarc.result == "permerror" and not told.dmarc.has_aligned_dkim


def test_without_anything_everything_is_unknown():
    told = authenticated([], [])
    assert (told.spf.result, told.dmarc.result, told.dkim, told.arc.result) == (
        "unknown",
        "unknown",
        (),
        "none",
    )
