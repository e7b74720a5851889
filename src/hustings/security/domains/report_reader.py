"""Reports of receivers, by parsedmarc (``offline``), into rows, each once.

Of a report about one letter no text, subject or reader is kept.
"""

import hashlib
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from hustings.foundation.lib.text.jsons import plain
from hustings.security.domains.models import Domain, Report, Sent
from mailguard.identifiers import domain_names

log = logging.getLogger(__name__)
SIZE = 25 << 20  # bytes of a message or a file
MOST_ROWS = 5_000  # servers of one report
AHEAD = timedelta(days=1)  # of a receiver's clock and zone; nothing can be told of what comes later
_OFFLINE = {"offline": True, "always_use_local_files": True}
_MOST = 10**12  # letters of one row: sums of such stay numbers for every database
# Anybody may write to the mailbox. What the library lets through of another shape fails in one of these.
_MISSHAPEN = (
    TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError, DataError, OSError,
)  # fmt: skip


class NoReport(Exception):
    """This is no report that could be read."""


class NotYet(NoReport):
    """It tells of days that are still to come: no receiver counted those."""


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
    except (parsedmarc.ParserError, *_MISSHAPEN) as error:
        raise NoReport from error
    return [found]


def take_in(raw: bytes) -> tuple[int, int]:
    """Read and keep: how many reports were in it, how many were new. Raises NoReport and NotOurs."""
    found = read(raw)
    try:
        with transaction.atomic():  # a report that fails half-way leaves nothing
            return len(found), sum(_keep(each["report_type"], each["report"]) for each in found)
    except _MISSHAPEN as error:
        raise NoReport from error


def _keep(kind: str, report: Any) -> int:
    keepers = {"aggregate": _keep_dmarc, "failure": _keep_failure, "smtp_tls": _keep_tls}
    return keepers[kind](report)


def _keep_dmarc(report: Any) -> int:
    about, published = report["report_metadata"], report["policy_published"]
    rows = [
        Sent(
            source=_text(each["source"]["ip_address"], 100), name=_text(each["source"]["name"], 200),
            n=_count(each["count"]), spf=bool(each["alignment"]["spf"]),
            dkim=bool(each["alignment"]["dkim"]),
            disposition=_text(each["policy_evaluated"]["disposition"], 20),
        )
        for each in report["records"][:MOST_ROWS]
    ]  # fmt: skip
    good = sum(row.n for row in rows if row.spf or row.dkim)
    made = Report(
        kind=Report.Kind.DMARC, reporter=_text(about["org_name"], 200), policy=_text(published["p"], 20),
        begins_at=_local(about["begin_date"]), ends_at=_local(about["end_date"]), n_good=good,
        n_bad=sum(row.n for row in rows) - good,
    )  # fmt: skip
    return _write(made, published["domain"], about["report_id"], rows)


def _keep_failure(report: Any) -> int:
    at = _utc(report["arrival_date_utc"])
    source = _text(report["source"]["ip_address"], 100)
    why = _text(", ".join(report["auth_failure"]), 200)
    made = Report(
        kind=Report.Kind.FAILURE,
        reporter=_text(report["user_agent"], 200),
        begins_at=at,
        ends_at=at,
        n_bad=1,
    )
    number = f"{at.isoformat()} {source} {hashlib.sha256(report['sample'].encode()).hexdigest()}"
    rows = [Sent(source=source, n=1, why=why, disposition=_text(report["delivery_result"], 20))]
    return _write(made, report["reported_domain"], number, rows)


def _keep_tls(report: Any) -> int:
    n = 0
    for policy in report["policies"]:
        rows = [
            Sent(
                source=_text(each.get("receiving_mx_hostname") or each.get("receiving_ip"), 100),
                name=_text(each.get("sending_mta_ip"), 200), n=_count(each["failed_session_count"]),
                why=_text(each["result_type"], 200),
            )
            for each in policy.get("failure_details", [])[:MOST_ROWS]
        ]  # fmt: skip
        made = Report(
            kind=Report.Kind.TLS, reporter=_text(report["organization_name"], 200),
            begins_at=_utc(report["begin_date"]), ends_at=_utc(report["end_date"]),
            policy=_text(policy["policy_type"], 20), n_good=_count(policy["successful_session_count"]),
            n_bad=_count(policy["failed_session_count"]),
        )  # fmt: skip
        number = f"{report['report_id']} {policy['policy_type']}"
        n += _write(made, policy["policy_domain"], number, rows)
    return n


@transaction.atomic
def _write(made: Report, name: str, number: str, rows: list[Sent]) -> int:
    """1 where it is new. Raises NotYet."""
    if max(made.begins_at, made.ends_at) > timezone.now() + AHEAD:
        raise NotYet
    made.domain = _domain(name)
    text = "\n".join([made.kind, made.reporter, number, made.domain.name])
    made.key = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    if Report.objects.filter(key=made.key).exists():
        return 0
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        if Report.objects.filter(key=made.key).exists():  # another process read the same just now
            return 0
        raise NoReport from error
    for row in rows:
        row.report = made
    Sent.objects.bulk_create(rows, 500)
    log.info("domains.report kind=%s domain=%s rows=%s", made.kind, made.domain_id, len(rows))
    return 1


def _domain(name: str) -> Domain:
    host = domain_names.ascii_form(name.strip().rstrip("."))
    names = [host, domain_names.organisation(host)]
    found = {each.name: each for each in Domain.objects.filter(name__in=names)}
    for each in names:
        if each in found:
            return found[each]
    raise NotOurs(host[:253])


def _text(value: str | None, longest: int) -> str:
    """Text that a column holds. Raises TypeError where it is none."""
    if value is not None and not isinstance(value, str):
        raise TypeError(value)
    return plain(value or "")[:longest]


def _count(value: Any) -> int:
    return min(max(int(value), 0), _MOST)


def _utc(text: str) -> datetime:
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _local(text: str) -> datetime:
    """Moments of aggregate reports are told in the time zone of the process, without naming it."""
    return datetime.fromisoformat(text).astimezone(UTC)
