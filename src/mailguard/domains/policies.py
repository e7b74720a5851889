"""What a domain asks of receivers when mail in its name fails: DMARC after RFC 9989."""

import re
from collections.abc import Iterator

from mailguard.authentication.policies import Found, Walks, is_dmarc
from mailguard.domains.finding import Finding, Grade, faulty, make
from mailguard.domains.source import Source
from mailguard.i18n import mark

_PCT = re.compile(r";\s*pct\s*=", re.IGNORECASE)
_RUA = re.compile(r";\s*rua\s*=\s*\S", re.IGNORECASE)
_START = mark(
    "Publish at {where}: “v=DMARC1; p=none; rua=mailto:YOU@{domain}”, read the reports, then raise p."
)


def dmarc(domain: str, source: Source) -> Iterator[Finding]:
    """The record that applies, what it asks for, and whether its reports arrive; or raise Unanswered."""
    found = Walks(source.resolver).applicable(domain)
    where = f"_dmarc.{domain}"
    texts = source.records(where, is_dmarc)
    if len(texts) > 1:
        yield make(
            "DMARC",
            Grade.WRONG,
            mark("There are {n} records; receivers then use none."),
            mark("Leave one TXT record at {where}."),
            n=len(texts),
            where=where,
        )
    elif found is None:
        yield make(
            "DMARC",
            Grade.WRONG,
            mark("There is no record, so forged e-mails in its name are delivered."),
            _START,
            where=where,
            domain=domain,
        )
    elif found.policy.is_void:
        yield make(
            "DMARC",
            Grade.WRONG,
            mark("The record is malformed, so it counts for nothing."),
            _START,
            where=where,
            domain=domain,
        )
    else:
        yield from _asked(domain, found, source)


def _asked(domain: str, found: Found, source: Source) -> Iterator[Finding]:
    is_subdomain = found.domain != domain
    asked = found.policy.request(is_subdomain, is_absent=False)
    where = f"_dmarc.{found.domain}"
    record = next(iter(source.records(where, is_dmarc)), b"").decode("ascii", "replace")
    if asked == "reject":
        yield make("DMARC", Grade.GOOD, mark("Forged e-mails in its name are rejected."), "", record)
    elif asked == "quarantine":
        yield make(
            "DMARC",
            Grade.WEAK,
            mark("Forged e-mails in its name go to the spam folder."),
            mark("Once the reports show that your mail passes, set p=reject at {where}."),
            record,
            where=where,
        )
    else:
        yield make(
            "DMARC",
            Grade.WEAK if _RUA.search(record) else Grade.WRONG,
            mark("It only monitors: forged e-mails in its name are delivered."),
            mark(
                "Once the reports show that your mail passes, set p=quarantine, later p=reject, at {where}."
            ),
            record,
            where=where,
        )
    yield from _details(found, record)
    yield from _reports(domain, record, source)


def _details(found: Found, record: str) -> Iterator[Finding]:
    policy = found.policy
    if policy.is_test:
        yield make(
            "DMARC",
            Grade.WEAK,
            mark("It is marked as a test (t=y), which lowers it by one step."),
            mark("Take t=y out of the record."),
        )
    if policy.sp == "none" and policy.p in {"quarantine", "reject"}:
        yield make(
            "DMARC",
            Grade.WRONG,
            mark("Subdomains are left open (sp=none)."),
            mark("Take sp=none out of the record."),
        )
    if _PCT.search(record):
        yield make(
            "DMARC",
            Grade.WEAK,
            mark("It still has pct=, which receivers no longer read (RFC 9989)."),
            mark("Take pct= out of the record; t=y marks a test."),
        )
    if not _RUA.search(record):
        yield make(
            "DMARC",
            Grade.WEAK,
            mark("No reports are asked for, so you don't see who sends in your name."),
            mark("Add rua=mailto:YOU@{domain} to the record."),
            domain=found.domain,
        )


def _reports(domain: str, record: str, source: Source) -> Iterator[Finding]:
    """Whether the reports' receivers want them (RFC 9990 4), as checkdmarc finds."""
    from checkdmarc.dmarc import check_dmarc

    checked = check_dmarc(domain, ignore_unrelated_records=True, **source.options())
    if error := checked.get("error"):
        yield faulty("DMARC", mark("The record has an error that some receivers can't handle."), error)
    for warning in checked.get("warnings", []):
        if "does not indicate that it accepts" in warning or "does not accept DMARC reports" in warning:
            yield make(
                "DMARC",
                Grade.WRONG,
                mark("Reports go to someone who did not agree to take them."),
                mark("Use an address of your own domain, or ask them to publish their consent."),
                warning,
            )
