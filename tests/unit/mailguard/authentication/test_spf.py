"""Who may send for a domain (RFC 7208), a section at a time."""

import pytest

from mailguard.authentication import dns, spf

HOST = {"A": ["192.0.2.10"], "AAAA": ["2001:db8::10"]}
WORLD = {
    "host.example": HOST,
    "other.example": {"A": ["198.51.100.1"]},
    "many.example": {"MX": ["10 host.example", "20 other.example", "0 "]},
    "pass.example": {"TXT": ["v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all"]},
    "fails.example": {"TXT": ["v=spf1 -all exp=why.example"]},
    "softly.example": {"TXT": ["v=spf1 ~all"]},
    "unsure.example": {"TXT": ["v=spf1 ?all"]},
    "broken.example": {"TXT": ["v=spf1 mistake"]},
    "down.example": "unknown",
    "why.example": {"TXT": ["%{i} may not send for %{d}"]},
    "10.2.0.192.in-addr.arpa": {"PTR": ["liar.example", "host.example"]},
    "liar.example": {"A": ["203.0.113.9"]},
}


def check(
    record, *, ip="192.0.2.10", sender="alice@valbrune.example", helo="host.example", zones=None, domain=""
):
    """The finding for a record at the sender's domain."""
    domain = domain or sender.rpartition("@")[2]
    own = {} if record is None else {domain: {**HOST, "TXT": [record] if isinstance(record, str) else record}}
    resolver = dns.Static({**WORLD, **own, **(zones or {})})
    return spf.check(spf.Client(ip, helo), sender, domain, resolver)


SECTIONS = {
    "3.1 other text is none of our business": (["hello", b"\xff\xfe", "v=spf1 -all"], "fail"),
    "3.1 only ASCII": ([b"v=spf1 a:caf\xc3\xa9.example -all"], "permerror"),
    "4.5 no record": (["v=spf10 -all", "v=spf"], "none"),
    "4.5 the version in any case": ("V=SPF1 -all", "fail"),
    "4.5 two records": (["v=spf1 -all", "v=spf1 +all"], "permerror"),
    "4.6 a fault anywhere": ("v=spf1 +all mistake", "permerror"),
    "4.6.1 terms in any case": ("v=spf1 IP4:192.0.2.10 -ALL", "pass"),
    "4.6.1 several spaces": ("v=spf1   -all  ", "fail"),
    "4.6.1 other white space": ("v=spf1\t-all", "none"),
    "4.6.1 a control character": ("v=spf1 a\r-all", "permerror"),
    "4.6.2 from left to right": ("v=spf1 ~ip4:192.0.2.10 -all", "softfail"),
    "4.7 nothing matches": ("v=spf1 ip4:198.51.100.1", "neutral"),
    "4.7 an empty record": ("v=spf1", "neutral"),
    "5.1 all": ("v=spf1 ?all -all", "neutral"),
    "5.1 all takes nothing": ("v=spf1 all:example.org", "permerror"),
    "5.2 include of a pass": ("v=spf1 ~include:pass.example -all", "softfail"),
    "5.2 include of a fail": ("v=spf1 include:fails.example +all", "pass"),
    "5.2 include of a softfail": ("v=spf1 include:softly.example -all", "fail"),
    "5.2 include of a neutral": ("v=spf1 include:unsure.example -all", "fail"),
    "5.2 include of a fault": ("v=spf1 include:broken.example -all", "permerror"),
    "5.2 include of nothing": ("v=spf1 include:host.example -all", "permerror"),
    "5.2 include of silence": ("v=spf1 include:down.example -all", "temperror"),
    "5.2 include needs a domain": ("v=spf1 include -all", "permerror"),
    "5.3 a": ("v=spf1 a -all", "pass"),
    "5.3 a of another": ("v=spf1 a:other.example -all", "fail"),
    "5.3 a with a length": ("v=spf1 a:other.example/0 -all", "pass"),
    "5.3 a of silence": ("v=spf1 a:down.example -all", "temperror"),
    "5.3 a of an address": ("v=spf1 a:192.0.2.10 -all", "permerror"),
    "5.3 a length past the address": ("v=spf1 a/33 -all", "permerror"),
    "5.3 a length past IPv6": ("v=spf1 a//129 -all", "permerror"),
    "5.3 a length with a zero before it": ("v=spf1 a/024 -all", "permerror"),
    "5.4 mx": ("v=spf1 mx:many.example -all", "pass"),
    "5.4 mx without servers": ("v=spf1 mx:other.example ?all", "neutral"),
    "5.5 ptr": ("v=spf1 ptr:host.example -all", "pass"),
    "5.5 ptr of a name that leads elsewhere": ("v=spf1 ptr:liar.example -all", "fail"),
    "5.6 ip4": ("v=spf1 ip4:192.0.2.0/28 -all", "pass"),
    "5.6 ip4 elsewhere": ("v=spf1 ip4:192.0.2.64/26 -all", "fail"),
    "5.6 no address": ("v=spf1 ip4:192.0.2 -all", "permerror"),
    "5.6 no address at all": ("v=spf1 ip4 -all", "permerror"),
    "5.6 length of 33": ("v=spf1 ip4:192.0.2.0/33 -all", "permerror"),
    "5.6 a name as ip6": ("v=spf1 ip6:host.example -all", "permerror"),
    "5.6 an address with a zone": ("v=spf1 ip6:fe80::1%1 -all", "permerror"),
    "5.7 exists": ("v=spf1 exists:%{l}.there.example -all", "pass"),
    "5.7 exists not": ("v=spf1 exists:bob.there.example -all", "fail"),
    "6 a modifier twice": ("v=spf1 redirect=a.example redirect=b.example", "permerror"),
    "6 an unknown modifier": ("v=spf1 colour=blue%{d} +all", "pass"),
    "6 an unknown modifier with a bad macro": ("v=spf1 colour=%blue +all", "permerror"),
    "6.1 redirect": ("v=spf1 ip4:198.51.100.1 redirect=pass.example", "pass"),
    "6.1 redirect gives way to all": ("v=spf1 redirect=broken.example ~all", "softfail"),
    "6.1 redirect to nothing": ("v=spf1 redirect=host.example", "permerror"),
    "7.1 a domain without a top label": ("v=spf1 a:nodots -all", "permerror"),
    "7.1 a top label of digits": ("v=spf1 a:host.123 -all", "permerror"),
    "7.1 a top label with a dash at its end": ("v=spf1 a:host.com- -all", "permerror"),
    "7.1 an A-label on top": ("v=spf1 a:none.xn--p1ai -all", "fail"),
    "7.1 an unknown letter": ("v=spf1 a:%{z}.example -all", "permerror"),
    "7.1 letters of explanations": ("v=spf1 a:%{c}.example -all", "permerror"),
    "7.1 no label kept": ("v=spf1 a:%{d0}.example -all", "permerror"),
    "7.1 a lone percent sign": ("v=spf1 a:a%b.example -all", "permerror"),
    "7.3 the macro that ends a domain": ("v=spf1 exists:there.%{d1} exists:alice.there.%{d1} -all", "pass"),
}


@pytest.mark.parametrize(("record", "wanted"), SECTIONS.values(), ids=SECTIONS)
def test_a_record_means_what_the_standard_says(record, wanted):
    assert check(record, zones={"alice.there.example": {"A": ["127.0.0.2"]}}).result == wanted


@pytest.mark.parametrize(
    ("record", "ip", "wanted"),
    [
        ("v=spf1 ip6:2001:db8::/32 -all", "2001:db8::10", "pass"),
        ("v=spf1 ip6:2001:db8:1::/48 -all", "2001:db8::10", "fail"),
        ("v=spf1 ip4:0.0.0.0/0 -all", "2001:db8::10", "fail"),
        ("v=spf1 ip6:::/0 -all", "192.0.2.10", "fail"),
        ("v=spf1 ip4:192.0.2.10 -all", "::ffff:192.0.2.10", "pass"),
        ("v=spf1 ip6:::ffff:c000:20a -all", "::ffff:192.0.2.10", "fail"),
        ("v=spf1 a/24//64 -all", "2001:db8::99", "pass"),
        ("v=spf1 a/24 -all", "2001:db8::99", "fail"),
        ("v=spf1 mx:many.example//64 -all", "2001:db8::99", "pass"),
        ("v=spf1 exists:%{ir}.%{v}.list.example -all", "2001:db8::10", "pass"),
        ("v=spf1 +all", "IPv6:2001:db8::10", "pass"),
    ],
)
def test_both_kinds_of_address_are_told_apart(record, ip, wanted):
    nibbles = ".".join(reversed("20010db8000000000000000000000010"))
    zones = {f"{nibbles.upper()}.ip6.list.example": {"A": ["127.0.0.2"]}}
    assert check(record, ip=ip, zones=zones).result == wanted


@pytest.mark.parametrize(
    "domain", ["nodots", "a..example", f"{'a' * 64}.example", "", f"{'long.' * 51}example", "[192.0.2.1]"]
)
def test_what_is_no_domain_has_no_record(domain):
    assert check(None, sender=f"alice@{domain}", zones={"a": {}}).result == "none"


def test_a_client_without_an_address_is_not_judged():
    assert check("v=spf1 -all", ip="unix").result == "none"


def test_silence_is_told_apart_from_absence():
    assert check(None, sender="a@down.example").result == "temperror"
    assert check(None, sender="a@nowhere.example").result == "none"


def test_a_missing_local_part_is_postmaster():
    zones = {"postmaster.there.example": HOST}
    record = "v=spf1 exists:%{l}.there.example -all"
    assert check(record, sender="@valbrune.example", zones=zones).result == "pass"


# RFC 7208 7.4 has a table of expansions; these are of our own making.
@pytest.mark.parametrize(
    ("macro", "wanted"),
    [
        ("%{s}", "strong-bad@email.valbrune.example"),
        ("%{o} %{d} %{h}", "email.valbrune.example email.valbrune.example host.example"),
        ("%{d2} %{d99} %{dr}", "valbrune.example email.valbrune.example example.valbrune.email"),
        ("%{d2r}", "valbrune.email"),
        ("%{l-} %{lr-} %{l1r-}", "strong.bad bad.strong strong"),
        ("%{i} %{ir} %{v} %{c} %{r} %{t}", "192.0.2.10 10.2.0.192 in-addr 192.0.2.10 unknown 0"),
        ("%{p}", "host.example"),
        ("%{S}", "strong-bad%40email.valbrune.example"),
        ("100%% sure%_of%-it", "100% sure of%20it"),
        ("%{L+-_,/=.}", "strong.bad"),
    ],
)
def test_an_explanation_is_expanded(macro, wanted):
    zones = {"told.example": {"TXT": [macro]}}
    sender = "strong-bad@email.valbrune.example"
    found = check("v=spf1 -all exp=told.example", sender=sender, zones=zones)
    assert (found.result, found.detail) == ("fail", wanted)


@pytest.mark.parametrize("told", [["one", "two"], [b"caf\xe9"], ["bad %macro"], []])
def test_an_explanation_that_cannot_be_read_is_left_out(told):
    zones = {"told.example": {"TXT": told} if told else {}}
    found = check("v=spf1 -all exp=told.example", zones=zones)
    assert (found.result, found.detail) == ("fail", "")


def test_the_explanation_of_the_record_that_decided_counts():
    assert check("v=spf1 redirect=fails.example").detail == "192.0.2.10 may not send for fails.example"
    assert check("v=spf1 include:fails.example -all").detail == ""


def test_ten_look_ups_are_enough_and_the_eleventh_is_too_many():
    zones = {f"n{n}.example": {"A": ["198.51.100.7"], "TXT": ["v=spf1 ?all"]} for n in range(11)}
    ten = " ".join(f"include:n{n}.example" for n in range(10))
    assert check(f"v=spf1 {ten} +all", zones=zones).result == "pass"
    assert check(f"v=spf1 {ten} a:n10.example +all", zones=zones).result == "permerror"


def test_two_look_ups_may_find_nothing_but_not_three():
    two = "a:x1.example exists:x2.example"
    assert check(f"v=spf1 {two} +all").result == "pass"
    assert check(f"v=spf1 {two} mx:x3.example +all").result == "permerror"


def test_more_than_ten_mail_servers_are_too_many():
    zones = {"crowd.example": {"MX": [f"10 n{n}.example" for n in range(11)]}}
    assert check("v=spf1 mx:crowd.example -all", zones=zones).result == "permerror"


def test_only_the_first_ten_names_of_a_client_count():
    names = [f"n{n}.crowd.example" for n in range(11)]
    zones = {"10.2.0.192.in-addr.arpa": {"PTR": names}, names[10]: HOST}
    assert check("v=spf1 ptr:crowd.example -all", zones=zones).result == "fail"
    assert check("v=spf1 ptr:crowd.example -all", zones={**zones, names[9]: HOST}).result == "pass"


@pytest.mark.parametrize("record", ["v=spf1 include:valbrune.example", "v=spf1 redirect=valbrune.example"])
def test_a_circle_ends(record):
    assert check(record).result == "permerror"


def test_names_that_no_query_can_carry_do_not_match():
    assert check(f"v=spf1 a:{'x' * 70}.example a:a..example -all").result == "fail"
    sender = f"{'y' * 60}.{'z' * 100}@valbrune.example"
    assert check("v=spf1 exists:%{l}.%{l}.example -all", sender=sender).result == "fail"
