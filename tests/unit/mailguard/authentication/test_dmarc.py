"""Whether the author's domain stands behind a message (RFC 9989)."""

import pytest

from mailguard.authentication import dmarc, dns, policies
from mailguard.facts import Signature, Spf

NONE = Spf("none", "elsewhere.example")


def evaluate(zones, author="valbrune.example", spf=NONE, signer="", signature="pass"):
    """The finding, with a record a domain in ``zones`` (or a failure)."""
    records = {}
    for domain, record in zones.items():
        texts = [record] if isinstance(record, str) else record
        records[f"_dmarc.{domain}"] = "unknown" if record == "unknown" else {"TXT": texts}
    records["exists.valbrune.example"] = {"A": ["192.0.2.1"]}
    signatures = [Signature(signature, signer)] if signer else []
    authors = [author] if isinstance(author, str) else author
    return dmarc.evaluate(authors, spf, signatures, dns.Static(records))


OWN = {"valbrune.example": "v=DMARC1; p=reject"}


def test_an_aligned_signature_or_sender_passes_and_one_is_enough():
    by_dkim = evaluate(OWN, signer="valbrune.example")
    by_spf = evaluate(OWN, spf=Spf("pass", "bounces.valbrune.example"))
    assert (by_dkim.result, by_dkim.has_aligned_dkim, by_dkim.has_aligned_spf) == ("pass", True, False)
    assert (by_spf.result, by_spf.has_aligned_dkim, by_spf.has_aligned_spf) == ("pass", False, True)


def test_proof_of_another_domain_is_none():
    found = evaluate(OWN, signer="elsewhere.example", spf=Spf("pass", "elsewhere.example"))
    assert (found.result, found.policy, found.domain) == ("fail", "reject", "valbrune.example")


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ("v=DMARC1; p=none", "none"),
        ("v=DMARC1; p=QUARANTINE", "quarantine"),
        ("V = DMARC1 ; p = reject ;", "reject"),
        ("v=DMARC1; rua=mailto:a@valbrune.example; p=reject; zz=new", "reject"),
        ("v=DMARC1; p=reject; t=y", "quarantine"),
        ("v=DMARC1; p=quarantine; t=y", "none"),
        ("v=DMARC1; p=reject; t=maybe", "reject"),
        ("v=DMARC1; p=reject; pct=0", "reject"),  # pct is gone (RFC 9989 appendix A.6)
        ("v=DMARC1; rua=mailto:a@valbrune.example", "none"),  # 4.10.1
        ("v=DMARC1; p=rejct; rua=mailto:a@valbrune.example!10m", "none"),
        ("v=DMARC1; p=reject; sp=odd; rua=mailto:a@valbrune.example", "none"),
    ],
)
def test_a_record_asks_for_what_its_tags_say(record, wanted):
    found = evaluate({"valbrune.example": record})
    assert (found.result, found.policy) == ("fail", wanted)


@pytest.mark.parametrize(
    "record",
    [
        "v=DMARC2; p=reject",
        "v=dmarc1; p=reject",
        "p=reject; v=DMARC1",
        "v=DMARC1x; p=reject",
        "v=DMARC1",
        "v=DMARC1; p=rejct",
        ["v=DMARC1; p=reject", "v=DMARC1; p=none"],
        "unrelated",
    ],
)
def test_what_is_no_usable_record_counts_as_none(record):
    assert evaluate({"valbrune.example": record}).result == "none"


def test_other_text_beside_the_record_does_not_matter():
    assert evaluate({"valbrune.example": ["hello", b"\xff", "v=DMARC1; p=reject"]}).policy == "reject"


@pytest.mark.parametrize(
    ("record", "author", "wanted"),
    [
        ("v=DMARC1; p=reject; sp=none", "exists.valbrune.example", "none"),
        ("v=DMARC1; p=none; sp=quarantine; np=reject", "exists.valbrune.example", "quarantine"),
        ("v=DMARC1; p=none; sp=quarantine; np=reject", "absent.valbrune.example", "reject"),
        ("v=DMARC1; p=none; np=reject", "exists.valbrune.example", "none"),
        ("v=DMARC1; p=none; sp=quarantine", "absent.valbrune.example", "quarantine"),
        ("v=DMARC1; p=none; np=reject; t=y", "absent.valbrune.example", "quarantine"),
        ("v=DMARC1; p=reject; sp=none", "valbrune.example", "reject"),
    ],
)
def test_subdomains_that_are_there_and_that_are_not_have_requests_of_their_own(record, author, wanted):
    found = evaluate({"valbrune.example": record}, author)
    assert (found.result, found.policy, found.domain) == ("fail", wanted, "valbrune.example")


def test_strict_alignment_takes_the_very_domain_only():
    strict = {"valbrune.example": "v=DMARC1; p=reject; adkim=s; aspf=s"}
    assert evaluate(strict, signer="news.valbrune.example").result == "fail"
    assert evaluate(strict, spf=Spf("pass", "news.valbrune.example")).result == "fail"
    assert evaluate(strict, signer="valbrune.example").result == "pass"


def test_two_subdomains_of_one_organisation_align():
    assert evaluate(OWN, "news.valbrune.example", signer="mail.valbrune.example").result == "pass"


def test_a_walk_asks_at_most_eight_times():
    assert policies.targets("a.b.c.d.e.f.g.h.i.j.mail.example.com") == [
        "a.b.c.d.e.f.g.h.i.j.mail.example.com",
        *("g.h.i.j.mail.example.com", "h.i.j.mail.example.com", "i.j.mail.example.com", "j.mail.example.com"),
        *("mail.example.com", "example.com", "com"),
    ]
    short = policies.targets("a.mail.example.com")
    assert short == ["a.mail.example.com", "mail.example.com", "example.com", "com"]
    assert policies.targets("com") == ["com"]


def organisation(zones, domain):
    records = {f"_dmarc.{name}": {"TXT": [f"v=DMARC1; p=none; {psd}"]} for name, psd in zones.items()}
    return policies.Walks(dns.Static(records)).organisation(domain)


@pytest.mark.parametrize(
    ("zones", "wanted"),
    [
        ({"mail.example.com": "", "example.com": ""}, "example.com"),
        ({"mail.example.com": "psd=n", "example.com": ""}, "mail.example.com"),
        ({"com": "psd=y"}, "example.com"),
        ({"com": "psd=y", "mail.example.com": ""}, "example.com"),
        ({"example.com": "psd=y"}, "mail.example.com"),
        ({"a.mail.example.com": "psd=y", "example.com": ""}, "a.mail.example.com"),
        ({"a.mail.example.com": "psd=n", "example.com": ""}, "a.mail.example.com"),
        ({}, "a.mail.example.com"),
    ],
)
def test_the_organisation_is_found_by_walking_up(zones, wanted):
    assert organisation(zones, "a.mail.example.com") == wanted


def test_a_department_that_declares_itself_is_apart_from_its_organisation():
    zones = {"dept.valbrune.example": "v=DMARC1; p=reject; psd=n", "valbrune.example": "v=DMARC1; p=none"}
    assert evaluate(zones, "dept.valbrune.example", signer="valbrune.example").result == "fail"
    assert evaluate(zones, "valbrune.example", signer="dept.valbrune.example").result == "fail"
    assert evaluate(zones, "dept.valbrune.example", signer="x.dept.valbrune.example").result == "pass"


def test_tenants_of_a_public_suffix_do_not_stand_for_each_other():
    zones = {"hosting.example": "v=DMARC1; p=reject; psd=y"}
    found = evaluate(zones, "one.hosting.example", signer="two.hosting.example")
    assert (found.result, found.domain, found.policy) == ("fail", "hosting.example", "reject")
    assert evaluate(zones, "one.hosting.example", signer="mail.one.hosting.example").result == "pass"
    assert evaluate(zones, "mail.one.hosting.example", signer="one.hosting.example").result == "pass"


def test_the_organisations_record_goes_before_that_of_its_suffix():
    zones = {"hosting.example": "v=DMARC1; p=reject; psd=y", "one.hosting.example": "v=DMARC1; p=quarantine"}
    assert evaluate(zones, "mail.one.hosting.example").policy == "quarantine"


def test_without_a_record_alignment_is_told_by_the_public_suffixes():
    found = evaluate({}, "news.valbrune.example", signer="valbrune.example")
    assert (found.result, found.has_aligned_dkim, found.policy) == ("none", True, "")


@pytest.mark.parametrize("authors", [[], [""], ["valbrune.example", "elsewhere.example"]])
def test_no_author_or_several_cannot_be_judged(authors):
    assert evaluate(OWN, authors, signer="valbrune.example").result == "permerror"


def test_two_authors_of_one_domain_can():
    assert evaluate(OWN, ["valbrune.example", "VALBRUNE.example"], signer="valbrune.example").result == "pass"


def test_silence_is_neither_pass_nor_fail():
    assert evaluate({"valbrune.example": "unknown"}).result == "temperror"
    assert evaluate({**OWN, "example": "unknown"}, "news.valbrune.example").result == "temperror"
    assert evaluate(OWN, spf=Spf("temperror", "valbrune.example")).result == "temperror"
    assert evaluate(OWN, signer="valbrune.example", signature="temperror").result == "temperror"
    assert evaluate({**OWN, "example": "unknown"}, signer="valbrune.example").result == "pass"
