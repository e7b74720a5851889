"""How mail comes to a domain: MX, DNSSEC, and whether it must come encrypted (MTA-STS, TLS-RPT)."""

from collections.abc import Iterator

from mailguard.authentication.dns import Answer
from mailguard.domains.finding import Finding, Grade, faulty, make
from mailguard.domains.source import Source
from mailguard.i18n import mark


def mx(domain: str, source: Source) -> Iterator[Finding]:
    answer = source.resolver.lookup(domain, "MX")
    hosts = _hosts(answer)
    if answer.status == "unknown":
        yield make("MX", Grade.UNKNOWN, mark("The mail servers could not be looked up."))
    elif answer.status == "ok" and not hosts:
        yield make("MX", Grade.GOOD, mark("It takes no mail, and says so (RFC 7505)."))
    elif not hosts:
        yield make(
            "MX",
            Grade.WEAK,
            mark("It names no mail server."),
            mark("If it takes no mail, publish the record “0 .”, else your servers."),
        )
    missing = [host for host in hosts if not _has_address(host, source)]
    for host in missing:
        yield make(
            "MX",
            Grade.WRONG,
            mark("The mail server {host} has no address."),
            mark("Correct the name or take it out."),
            host=host,
        )
    if hosts and not missing:
        yield make("MX", Grade.GOOD, mark("Its mail goes to {hosts}."), hosts=", ".join(hosts[:5]))


def _hosts(answer: Answer) -> list[str]:
    rows = [value.partition(" ") for value in answer.texts]
    ordered = sorted(rows, key=lambda row: (int(row[0]) if row[0].isdigit() else 0, row[2]))
    return [host for _, _, host in ordered if host and host != "."]


def _has_address(host: str, source: Source) -> bool:
    found = [source.resolver.lookup(host, kind).status for kind in ("A", "AAAA")]
    return "ok" in found or "unknown" in found


def dnssec(domain: str, source: Source) -> Iterator[Finding]:
    from checkdmarc.dnssec import check_dnssec

    options = source.options()
    parent = source.resolver.lookup(domain, "DS").status
    if parent == "unknown":
        yield make("DNSSEC", Grade.UNKNOWN, mark("DNSSEC could not be checked."))
    elif check_dnssec(domain, nameservers=options["nameservers"], timeout=options["timeout"]):
        yield make(
            "DNSSEC", Grade.GOOD, mark("Its DNS records are signed, so no one can change them on the way.")
        )
    elif parent == "ok":
        yield make(
            "DNSSEC",
            Grade.WRONG,
            mark("Its DNS signatures are wrong; receivers that check them can't find it."),
            mark("Ask the operator of its name servers to sign again, or remove the DS record until then."),
        )
    else:
        yield make(
            "DNSSEC",
            Grade.WEAK,
            mark("Its DNS records are not signed; someone on the way could change them."),
            mark("Turn on DNSSEC where the domain is registered; most do it with one click."),
        )


def mta_sts(domain: str, source: Source) -> Iterator[Finding]:
    """Whether others must encrypt mail to it (RFC 8461), or raise Unanswered."""
    if not source.records(f"_mta-sts.{domain}", lambda text: text.startswith(b"v=STSv1")):
        yield make(
            "MTA-STS",
            Grade.WEAK,
            mark("Messages to it may be sent unencrypted if someone interferes on the way."),
            mark("Publish an MTA-STS policy; many providers do it for you."),
        )
        return
    if source.fetch is None:
        yield make("MTA-STS", Grade.UNKNOWN, mark("There is a record; its policy was not fetched."))
        return
    try:
        text = source.fetch(domain)
    except OSError as error:
        yield make(
            "MTA-STS",
            Grade.WRONG,
            mark("Its policy can't be fetched from {where}."),
            mark("Serve the file there with a valid certificate, or take the record out."),
            str(error),
            where=f"https://mta-sts.{domain}/.well-known/mta-sts.txt",
        )
        return
    yield from _policy(text, _hosts(source.resolver.lookup(domain, "MX")))


def _policy(text: str, hosts: list[str]) -> Iterator[Finding]:
    from checkdmarc.mta_sts import MTASTSError, mx_in_mta_sts_patterns, parse_mta_sts_policy

    try:
        policy = parse_mta_sts_policy(text)["policy"]
    except MTASTSError as error:
        yield faulty("MTA-STS", mark("Its policy is malformed."), error)
        return
    outside = [host for host in hosts if not mx_in_mta_sts_patterns(host, list(policy.get("mx", [])))]
    mode = policy.get("mode")
    if outside and mode != "none":
        yield make(
            "MTA-STS",
            Grade.WRONG,
            mark("Its policy omits the mail server {host}; messages to it will bounce."),
            mark("Add the server to the policy."),
            host=outside[0],
        )
    elif mode == "enforce":
        yield make("MTA-STS", Grade.GOOD, mark("Others must encrypt mail to it."))
    else:
        yield make(
            "MTA-STS",
            Grade.WEAK,
            mark("Its policy does not bind anyone yet (mode {mode})."),
            mark("Once reports show no failures, set mode: enforce."),
            mode=mode,
        )


def tls_rpt(domain: str, source: Source) -> Iterator[Finding]:
    """Whether it hears of failed encryption (RFC 8460), or raise Unanswered."""
    from checkdmarc.smtp_tls_reporting import check_smtp_tls_reporting

    where = f"_smtp._tls.{domain}"
    if not source.records(where, lambda text: text.startswith(b"v=TLSRPTv1")):
        yield make(
            "TLS-RPT",
            Grade.WEAK,
            mark("No one tells it when encryption of its mail fails."),
            mark("Publish at {where}: “v=TLSRPTv1; rua=mailto:YOU@{domain}”."),
            where=where,
            domain=domain,
        )
        return
    checked = check_smtp_tls_reporting(domain, **source.options())
    if error := checked.get("error"):
        yield faulty("TLS-RPT", mark("The record is malformed, so it counts for nothing."), error)
    else:
        yield make("TLS-RPT", Grade.GOOD, mark("It hears of failed encryption."))
