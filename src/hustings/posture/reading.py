"""Reports of receivers, by parsedmarc, into rows. The same report twice is one.

parsedmarc reads what dozens of receivers send with all their faults, unpacks within bounds and asks nobody
(``offline``). Of a report about one letter nothing is kept of its text, its subject or its reader.
"""

import hashlib
import logging
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction

from hustings.posture.models import Domain, Report, Sent
from mailguard import domains

log = logging.getLogger(__name__)
SIZE = 25 << 20  # bytes of a message or a file
MOST_ROWS = 5_000  # servers of one report
_OFFLINE = {"offline": True, "always_use_local_files": True}


class NoReport(Exception):
    """This is no report that could be read."""


class NotOurs(Exception):
    """It is about a domain that is not on the list."""

    def __init__(self, domain: str) -> None:
        super().__init__(domain)
        self.domain = domain


def read(raw: bytes) -> list[dict[str, Any]]:
    """The reports in a mail or a file (XML, JSON, packed or not), as parsedmarc has them. Raises NoReport."""
    import parsedmarc  # it loads much that no other process needs

    logging.getLogger("parsedmarc").setLevel(logging.CRITICAL)
    if len(raw) > SIZE:
        raise NoReport
    try:
        found: Any = parsedmarc.parse_report_file(raw, **_OFFLINE)
    except parsedmarc.ParserError as error:
        raise NoReport from error
    return [found]


def take_in(raw: bytes) -> tuple[int, int]:
    """Read and keep: how many reports were in it, how many were new. Raises NoReport and NotOurs."""
    found = read(raw)
    return len(found), sum(_keep(each["report_type"], each["report"]) for each in found)


def _keep(kind: str, report: Any) -> int:
    keepers = {"aggregate": _keep_dmarc, "failure": _keep_failure, "smtp_tls": _keep_tls}
    return keepers[kind](report)


def _keep_dmarc(report: Any) -> int:
    about, published = report["report_metadata"], report["policy_published"]
    rows = [
        Sent(
            source=each["source"]["ip_address"][:100], name=(each["source"]["name"] or "")[:200],
            n=max(int(each["count"]), 0), spf=each["alignment"]["spf"], dkim=each["alignment"]["dkim"],
            disposition=(each["policy_evaluated"]["disposition"] or "")[:20],
        )
        for each in report["records"][:MOST_ROWS]
    ]  # fmt: skip
    good = sum(row.n for row in rows if row.spf or row.dkim)
    made = Report(
        kind=Report.Kind.DMARC, reporter=about["org_name"][:200], policy=(published["p"] or "")[:20],
        begins_at=_local(about["begin_date"]), ends_at=_local(about["end_date"]), n_good=good,
        n_bad=sum(row.n for row in rows) - good,
    )  # fmt: skip
    return _write(made, published["domain"], about["report_id"], rows)


def _keep_failure(report: Any) -> int:
    at = _utc(report["arrival_date_utc"])
    source = report["source"]["ip_address"] or ""
    why = ", ".join(report["auth_failure"])[:200]
    made = Report(
        kind=Report.Kind.FAILURE,
        reporter=(report["user_agent"] or "")[:200],
        begins_at=at,
        ends_at=at,
        n_bad=1,
    )
    number = f"{at.isoformat()} {source} {hashlib.sha256(report['sample'].encode()).hexdigest()}"
    rows = [Sent(source=source[:100], n=1, why=why, disposition=(report["delivery_result"] or "")[:20])]
    return _write(made, report["reported_domain"], number, rows)


def _keep_tls(report: Any) -> int:
    n = 0
    for policy in report["policies"]:
        rows = [
            Sent(
                source=(each.get("receiving_mx_hostname") or each.get("receiving_ip") or "")[:100],
                name=(each.get("sending_mta_ip") or "")[:200], n=each["failed_session_count"],
                why=each["result_type"][:200],
            )
            for each in policy.get("failure_details", [])[:MOST_ROWS]
        ]  # fmt: skip
        made = Report(
            kind=Report.Kind.TLS, reporter=report["organization_name"][:200],
            begins_at=_utc(report["begin_date"]), ends_at=_utc(report["end_date"]),
            policy=policy["policy_type"][:20], n_good=policy["successful_session_count"],
            n_bad=policy["failed_session_count"],
        )  # fmt: skip
        number = f"{report['report_id']} {policy['policy_type']}"
        n += _write(made, policy["policy_domain"], number, rows)
    return n


@transaction.atomic
def _write(made: Report, name: str, number: str, rows: list[Sent]) -> int:
    """1 where it is new."""
    made.domain = _domain(name)
    text = "\n".join([made.kind, made.reporter, number, made.domain.name])
    made.key = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    if Report.objects.filter(key=made.key).exists():
        return 0
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # another process read the same just now
        return 0
    for row in rows:
        row.report = made
    Sent.objects.bulk_create(rows, 500)
    log.info("posture.report kind=%s domain=%s rows=%s", made.kind, made.domain_id, len(rows))
    return 1


def _domain(name: str) -> Domain:
    host = domains.ascii_form(name.strip().rstrip("."))
    names = [host, domains.organisation(host)]
    found = {each.name: each for each in Domain.objects.filter(name__in=names)}
    for each in names:
        if each in found:
            return found[each]
    raise NotOurs(host[:253])


def _utc(text: str) -> datetime:
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _local(text: str) -> datetime:
    """Moments of aggregate reports are told in the time zone of the process, without naming it."""
    return datetime.fromisoformat(text).astimezone(UTC)
