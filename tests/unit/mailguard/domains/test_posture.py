"""How well a domain protects its own mail, looked up at a name server on loopback."""

import dns.dnssec
import dns.name
import dns.rrset
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from mailguard.authentication.dns import live
from mailguard.domains import Grade, Source, Unreachable, examine
from tests.cast.mailguard.authentication import signer
from tests.cast.mailguard.names import serve

KEY = {"TXT": [signer.record()]}
GOOD = {
    "": {
        "TXT": ["v=spf1 mx -all", "other=1"],
        "NS": ["ns.{}"],
        "MX": ["10 mx.{}"],
    },
    "mx.": {"A": ["192.0.2.1"]},
    "_dmarc.": {"TXT": ["v=DMARC1; p=reject; rua=mailto:reports@{}"]},
    "google._domainkey.": KEY,
    "_mta-sts.": {"TXT": ["v=STSv1; id=20261124"]},
    "_smtp._tls.": {"TXT": ["v=TLSRPTv1; rua=mailto:tls@{}"]},
}
POLICY = "version: STSv1\r\nmode: enforce\r\nmx: *.{0}\r\nmax_age: 604800\r\n"


def zones_of(domain, changes):
    """The good domain with ``changes``: records by prefix and kind, None takes a name away."""
    found = {}
    for prefix, kinds in GOOD.items():
        changed = changes.get(prefix, {})
        if changed is not None:
            whole = {**kinds, **changed}
            found[prefix + domain] = {
                kind: [value.replace("{}", domain) for value in values]
                for kind, values in whole.items()
                if values
            }
    extra = {prefix + domain: kinds for prefix, kinds in changes.items() if prefix not in GOOD and kinds}
    return {**found, **extra, "com": {"NS": ["a.com"]}}


_NUMBER = iter(range(1_000))


def look(changes=None, policy=POLICY, selectors=(), domain=""):
    """The findings by subject. The library underneath remembers names, so each look takes a new one."""
    domain = domain or f"valbrune{next(_NUMBER)}.example"

    def fetch(name):
        if policy is None:
            raise OSError("nobody is there")
        return policy.format(name)

    with serve(zones_of(domain, changes or {})) as server:
        findings = examine(domain, Source([server.address], fetch), selectors)
    by_subject = {}
    for each in findings:
        by_subject.setdefault(each.subject, []).append(each)
    return by_subject


def grades(found, subject):
    return [each.grade for each in found[subject]]


def test_a_well_kept_domain_is_good_but_for_dnssec():
    found = look()
    worst = {subject: max(each.grade for each in rows) for subject, rows in found.items()}
    assert worst.pop("DNSSEC") == Grade.WEAK
    assert set(worst) == {"SPF", "DKIM", "DMARC", "MX", "MTA-STS", "TLS-RPT"}
    assert set(worst.values()) == {Grade.GOOD}


MANY = [f"v=spf1 {' '.join(f'include:n{n}.example' for n in range(11))} -all"]
CASES = {
    "no SPF": ({"": {"TXT": ["other=1"]}}, "SPF", Grade.WRONG, "anyone may send"),
    "two SPF": ({"": {"TXT": ["v=spf1 -all", "v=spf1 ~all"]}}, "SPF", Grade.WRONG, "2 records"),
    "malformed SPF": ({"": {"TXT": ["v=spf1 ip4:x -all"]}}, "SPF", Grade.WRONG, "malformed"),
    "open SPF": ({"": {"TXT": ["v=spf1 +all"]}}, "SPF", Grade.WRONG, "everyone"),
    "endless SPF": ({"": {"TXT": ["v=spf1 mx"]}}, "SPF", Grade.WEAK, "says nothing"),
    "softly SPF": ({"": {"TXT": ["v=spf1 mx ~all"]}}, "SPF", Grade.GOOD, "~all"),
    "broken include": ({"": {"TXT": ["v=spf1 include:gone.com -all"]}}, "SPF", Grade.WRONG, "to its end"),
    "no key": ({"google._domainkey.": None}, "DKIM", Grade.WRONG, "no key at all"),
    "short key": ({"google._domainkey.": {"TXT": [signer.record(1024)]}}, "DKIM", Grade.WEAK, "1024 bits"),
    "test key": ({"google._domainkey.": {"TXT": [signer.record(extra="t=y; ")]}}, "DKIM", Grade.WEAK, "test"),
    "bad key": ({"google._domainkey.": {"TXT": ["v=DKIM1; p=AAAA"]}}, "DKIM", Grade.WRONG, "no use"),
    "key elsewhere": (
        {"google._domainkey.": None, "own._domainkey.": KEY},
        "DKIM",
        Grade.UNKNOWN,
        "usual names",
    ),
    "no DMARC": ({"_dmarc.": None}, "DMARC", Grade.WRONG, "no record"),
    "two DMARC": (
        {"_dmarc.": {"TXT": ["v=DMARC1; p=none", "v=DMARC1; p=reject"]}},
        "DMARC",
        Grade.WRONG,
        "2 records",
    ),
    "void DMARC": ({"_dmarc.": {"TXT": ["v=DMARC1; p=maybe"]}}, "DMARC", Grade.WRONG, "malformed"),
    "watching": (
        {"_dmarc.": {"TXT": ["v=DMARC1; p=none; rua=mailto:a@{}"]}},
        "DMARC",
        Grade.WEAK,
        "only monitors",
    ),
    "blind": ({"_dmarc.": {"TXT": ["v=DMARC1; p=none"]}}, "DMARC", Grade.WRONG, "only monitors"),
    "quarantine": (
        {"_dmarc.": {"TXT": ["v=DMARC1; p=quarantine; rua=mailto:a@{}"]}},
        "DMARC",
        Grade.WEAK,
        "spam folder",
    ),
    "open below": (
        {"_dmarc.": {"TXT": ["v=DMARC1; p=reject; sp=none; rua=mailto:a@{}"]}},
        "DMARC",
        Grade.WRONG,
        "sp=none",
    ),
    "a test": (
        {"_dmarc.": {"TXT": ["v=DMARC1; p=reject; t=y; rua=mailto:a@{}"]}},
        "DMARC",
        Grade.WEAK,
        "t=y",
    ),
    "old pct": (
        {"_dmarc.": {"TXT": ["v=DMARC1; p=reject; pct=50; rua=mailto:a@{}"]}},
        "DMARC",
        Grade.WEAK,
        "pct=",
    ),
    "no reports": ({"_dmarc.": {"TXT": ["v=DMARC1; p=reject"]}}, "DMARC", Grade.WEAK, "No reports"),
    "strange reports": (
        {"_dmarc.": {"TXT": ["v=DMARC1; p=reject; rua=mailto:a@gone.com"]}},
        "DMARC",
        Grade.WRONG,
        "did not agree",
    ),
    "no MX": ({"": {"MX": []}}, "MX", Grade.WEAK, "no mail server"),
    "null MX": ({"": {"MX": ["0 ."]}}, "MX", Grade.GOOD, "no mail"),
    "lost MX": ({"mx.": {"A": []}}, "MX", Grade.WRONG, "no address"),
    "no STS": ({"_mta-sts.": None}, "MTA-STS", Grade.WEAK, "unencrypted"),
    "no TLS-RPT": ({"_smtp._tls.": None}, "TLS-RPT", Grade.WEAK, "No one tells"),
    "bad TLS-RPT": (
        {"_smtp._tls.": {"TXT": ["v=TLSRPTv1; rua=nowhere"]}},
        "TLS-RPT",
        Grade.WRONG,
        "malformed",
    ),
}


@pytest.mark.parametrize(("changes", "subject", "grade", "words"), CASES.values(), ids=CASES)
def test_a_fault_is_named(changes, subject, grade, words):
    found = look(changes)[subject]
    assert [each for each in found if each.grade == grade and words in each.say()], [
        each.say() for each in found
    ]
    assert all(
        each.advise() for each in found if each.grade is Grade.WRONG and "no key named" not in each.say()
    )


def test_too_many_look_ups_are_counted():
    changes = {"": {"TXT": MANY}}
    with_others = {f"n{n}.example": {"TXT": ["v=spf1 ?all"]} for n in range(11)}
    domain = f"valbrune{next(_NUMBER)}.example"
    with serve({**zones_of(domain, changes), **with_others}) as server:
        findings = examine(domain, Source([server.address]))
    assert any("11 look-ups" in each.say() for each in findings)


@pytest.mark.parametrize(
    ("policy", "grade", "words"),
    [
        (None, Grade.WRONG, "can't be fetched"),
        ("nonsense", Grade.WRONG, "malformed"),
        (POLICY.replace("enforce", "testing"), Grade.WEAK, "mode testing"),
        (POLICY.replace("*.{0}", "mx.elsewhere.example"), Grade.WRONG, "omits"),
    ],
)
def test_the_policy_of_mta_sts_is_read(policy, grade, words):
    (found,) = look(policy=policy)["MTA-STS"]
    assert found.grade == grade and words in found.say()


def test_a_key_of_ones_own_is_found_by_its_name():
    changes = {"google._domainkey.": None, "own._domainkey.": KEY}
    assert grades(look(changes, selectors=("own",)), "DKIM") == [Grade.GOOD]
    assert grades(look(selectors=("gone",)), "DKIM") == [Grade.WRONG, Grade.GOOD]


def test_a_withdrawn_key_is_no_fault():
    changes = {"s1._domainkey.": {"TXT": ["v=DKIM1; p="]}}
    assert grades(look(changes), "DKIM") == [Grade.GOOD]


def test_a_subdomain_stands_under_its_organisations_policy():
    domain = f"valbrune{next(_NUMBER)}.example"
    with serve(
        {**zones_of(domain, {}), f"news.{domain}": {"TXT": ["v=spf1 -all"], "NS": [f"ns.{domain}"]}}
    ) as server:
        findings = examine(f"news.{domain}", Source([server.address]))
    assert [each.say() for each in findings if each.subject == "DMARC"] == [
        "Forged e-mails in its name are rejected."
    ]


def test_a_record_that_nobody_tells_is_unknown():
    domain = f"valbrune{next(_NUMBER)}.example"
    silent = dict.fromkeys(
        [domain, *(f"{each}.{domain}" for each in ("_dmarc", "_mta-sts", "_smtp._tls"))], "refused"
    )
    with serve({**zones_of(domain, {}), **silent}) as server:
        findings = examine(domain, Source([server.address]))
    unknown = [
        each.subject for each in findings if each.grade == Grade.UNKNOWN and "could not be" in each.say()
    ]
    assert unknown == ["SPF", "DMARC", "MX", "MTA-STS", "TLS-RPT", "DNSSEC"]


def signed(domain, key):
    """What a domain and its parent publish where its names are signed with ``key``."""
    name = dns.name.from_text(domain)
    public = dns.dnssec.make_dnskey(key.public_key(), "ED25519", flags=257)
    keys = dns.rrset.from_rdata(name, 300, public)
    seal = dns.dnssec.sign(keys, key, name, public, lifetime=3600)
    return {
        "DNSKEY": [public.to_text()],
        "RRSIG DNSKEY": [seal.to_text()],
        "DS": [dns.dnssec.make_ds(name, public, "SHA256").to_text()],
    }


def test_signed_names_are_told_from_wrongly_signed_ones():
    whole, broken = (f"valbrune{next(_NUMBER)}.example" for _ in range(2))
    mine, other = (ed25519.Ed25519PrivateKey.generate() for _ in range(2))
    wrong = {**signed(broken, other), "DS": signed(broken, mine)["DS"]}
    assert grades(look({"": signed(whole, mine)}, domain=whole), "DNSSEC") == [Grade.GOOD]
    assert grades(look({"": wrong}, domain=broken), "DNSSEC") == [Grade.WRONG]


def test_a_domain_that_is_not_there_is_told_from_a_network_that_is_not(monkeypatch):
    with serve({"com": {"NS": ["a.com"]}}) as server:
        (found,) = examine("valbrunne.example", Source([server.address]))
        assert found.grade == Grade.WRONG and "no such domain" in found.say()
    with serve({"printer.lan": {"A": ["10.0.0.9"]}}) as server, pytest.raises(Unreachable):
        examine("valbrune.example", Source([server.address]))
    monkeypatch.setattr(live, "PATIENCE", 0.1)
    with pytest.raises(Unreachable):
        examine("valbrune.example", Source(["127.0.0.1:9"]))
