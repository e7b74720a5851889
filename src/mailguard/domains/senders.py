"""Who may send for a domain, and with which keys: SPF and DKIM."""

from collections.abc import Iterator, Sequence

from mailguard.authentication import dns, keys, spf_record
from mailguard.authentication.spf_record import BadRecord, Record
from mailguard.data import FOLDER
from mailguard.domains.finding import Finding, Grade, faulty, make
from mailguard.domains.source import Source
from mailguard.facts.proof import SOUND_BITS
from mailguard.i18n import mark

# Names that large providers give their keys, and those that people choose.
SELECTORS = tuple((FOLDER / "selectors.txt").read_text(encoding="ascii").split())
_MOST_LOOKUPS = 10


def spf(domain: str, source: Source) -> Iterator[Finding]:
    """What its SPF record allows, or raise Unanswered."""
    from checkdmarc.spf import check_spf

    records = source.records(domain, spf_record.is_spf)
    if len(records) != 1:
        yield _none_or_several(records)
        return
    detail = records[0].decode("ascii", "replace")
    checked = check_spf(domain, **source.options())
    try:
        record = spf_record.read(records[0])
    except BadRecord as error:
        yield faulty("SPF", mark("The record is malformed, so it counts for nothing."), error)
        return
    yield from _counted(checked, detail)
    yield _ending(record, detail)


def _none_or_several(records: list[bytes]) -> Finding:
    if records:
        return make(
            "SPF",
            Grade.WRONG,
            mark("There are {n} records; receivers then use none."),
            mark("Join them into one TXT record."),
            b" | ".join(records).decode("ascii", "replace"),
            n=len(records),
        )
    return make(
        "SPF",
        Grade.WRONG,
        mark("There is no record, so anyone may send in its name."),
        mark("Publish a TXT record that names your servers and ends in -all, such as “v=spf1 mx -all”."),
    )


def _counted(checked: dict[str, object], detail: str) -> Iterator[Finding]:
    lookups, void = checked.get("dns_lookups"), checked.get("void_dns_lookups")
    if isinstance(lookups, int) and lookups > _MOST_LOOKUPS:
        yield make(
            "SPF",
            Grade.WRONG,
            mark("It needs {n} look-ups; receivers stop after 10 and use nothing."),
            mark("Take out services that you no longer use, and write their addresses as ip4: and ip6:."),
            detail,
            n=lookups,
        )
    elif isinstance(lookups, int) and lookups == _MOST_LOOKUPS:
        yield make("SPF", Grade.WEAK, mark("It needs 10 look-ups, all that are allowed."), "", detail)
    elif error := checked.get("error"):
        yield make(
            "SPF",
            Grade.WRONG,
            mark("The record can't be followed to its end."),
            mark("Correct or take out the part that is named below."),
            str(error),
        )
    if isinstance(void, int) and void > 2:
        yield make(
            "SPF",
            Grade.WRONG,
            mark("{n} of the names in it lead nowhere; receivers stop after 2."),
            mark("Take the names out that no longer exist."),
            detail,
            n=void,
        )


def _ending(record: Record, detail: str) -> Finding:
    last = next((each.result for each in record.mechanisms if each.name == "all"), "")
    if last == "pass":
        return make(
            "SPF",
            Grade.WRONG,
            mark("It allows everyone (+all)."),
            mark("End the record in -all."),
            detail,
        )
    if last == "fail" or (not last and record.redirect):
        return make(
            "SPF", Grade.GOOD, mark("It names the servers that may send and refuses others."), "", detail
        )
    if last == "softfail":
        return make(
            "SPF",
            Grade.GOOD,
            mark("It names the servers that may send and doubts others (~all)."),
            "",
            detail,
        )
    return make(
        "SPF",
        Grade.WEAK,
        mark("It says nothing of servers that it does not name."),
        mark("End the record in -all."),
        detail,
    )


def dkim(domain: str, source: Source, selectors: Sequence[str] = ()) -> Iterator[Finding]:
    """The keys under the usual names and under ``selectors``."""
    wanted = tuple(dict.fromkeys((*selectors, *SELECTORS)))
    dns.prefetch(source.resolver, [(keys.name(each, domain), "TXT") for each in wanted])
    found: list[Finding] = []
    n_unknown = 0
    for selector in wanted:
        answer = source.resolver.lookup(keys.name(selector, domain), "TXT")
        n_unknown += answer.status == "unknown"
        texts = [text for text in answer.byte_values if b"p=" in text]
        if texts:
            found.append(_key(selector, texts[0]))
        elif selector in selectors and answer.status != "unknown":
            found.append(
                make("DKIM", Grade.WRONG, mark("There is no key named {selector}."), selector=selector)
            )
    found = [each for each in found if each.text]
    if not found:
        yield _no_key(domain, source, is_unknown=n_unknown == len(wanted))
    yield from found


def _no_key(domain: str, source: Source, is_unknown: bool) -> Finding:
    if is_unknown:
        return make("DKIM", Grade.UNKNOWN, mark("The keys could not be looked up."))
    # Where the branch of keys does not exist, no key does (RFC 8020).
    if source.resolver.lookup(f"_domainkey.{domain}", "TXT").status == "nxdomain":
        return make(
            "DKIM",
            Grade.WRONG,
            mark("There is no key at all, so its mail can't be signed."),
            mark("Turn on DKIM with your e-mail provider, and publish the key they give you."),
        )
    return make(
        "DKIM",
        Grade.UNKNOWN,
        mark("No key was found under the usual names."),
        mark("Look for s= in the DKIM-Signature of a mail of yours and give that name: --selector NAME."),
    )


def _key(selector: str, text: bytes) -> Finding:
    kind = "ed25519" if b"k=ed25519" in text.replace(b" ", b"") else "rsa"
    key = keys.read(text, kind)
    detail = text.decode("ascii", "replace")
    if not isinstance(key, keys.Key):
        reason = key[1]
        if reason == keys.REVOKED:  # an old key, rightly withdrawn
            return Finding("DKIM", Grade.GOOD, "")
        return make(
            "DKIM",
            Grade.WRONG,
            mark("The key {selector} is of no use: signatures made with it fail."),
            mark("Publish it again, or a new one of 2048 bits."),
            reason,
            selector=selector,
        )
    if key.is_test:
        return make(
            "DKIM",
            Grade.WEAK,
            mark("The key {selector} is marked as a test (t=y)."),
            mark("Take t=y out of the record."),
            detail,
            selector=selector,
        )
    if key.kind == "rsa" and key.bits < SOUND_BITS:
        return make(
            "DKIM",
            Grade.WEAK,
            mark("The key {selector} has {bits} bits; 2048 are asked for today."),
            mark("Make a new key of 2048 bits under another name and change over to it."),
            detail,
            selector=selector,
            bits=key.bits,
        )
    return make("DKIM", Grade.GOOD, mark("The key {selector} is sound."), "", detail, selector=selector)
