"""The exact records that a domain wants, as its name server takes them: kind, name, value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from hustings.outreach.emails.signatures import keys
from hustings.security.domains.models import Domain
from hustings.security.domains.steps import Step, receivers
from mailguard.authentication import spf_record
from mailguard.identifiers import domain_names


@dataclass(frozen=True)
class Record:
    """One line of a zone, and what it is for. ``name`` whole, without the last dot."""

    kind: str
    name: str
    value: str
    why: str


def report_address(name: str) -> str:
    """Address for receivers to write to about this domain: that of the settings, else its own."""
    return settings.REPORT_ADDRESS or f"dmarc-reports@{name}"


def consent_name(name: str) -> str:
    """Name at which a taker of the reports about this domain says that they are (RFC 7489, 7.1)."""
    return f"{name}._report._dmarc.{_receiver(name)}"


def _receiver(name: str) -> str:
    return domain_names.ascii_form(report_address(name).rpartition("@")[2])


def _consent(domain: Domain, step: Step) -> Iterator[Record]:
    other = _receiver(domain.name)
    record = step.record or (domain.texts("dmarc") or [""])[0]
    is_asked = report_address(domain.name).lower() in receivers(record, "rua")
    if not is_asked or domain_names.organisation(other) == domain_names.organisation(domain.name):
        return
    if not domain.texts("consent"):
        words = _("In the DNS zone of %(name)s: authorises it to receive these reports (RFC 7489, 7.1).")
        yield Record("TXT", consent_name(domain.name), "v=DMARC1", words % {"name": other})


def _spf(domain: Domain) -> Iterator[Record]:
    """A first record, or the one that is there with another ending. What else is wrong, a finding says."""
    there = domain.texts("spf")
    if there == []:
        words = _("If your own mail server sends. Add each provider’s include before “-all” (see its help).")
        yield Record("TXT", domain.name, "v=spf1 mx -all", words)
    elif there and len(there) == 1 and (record := ended(there[0])):
        words = _(
            "Your current record, with an ending that marks other servers as suspicious. Once "
            "the reports show that none of yours is missing, change it to “-all”."
        )
        yield Record("TXT", domain.name, record, words)


def ended(text: str) -> str:
    """A sound SPF record that lets everybody send, or says nothing of others, with ``~all``; else ""."""
    try:
        record = spf_record.read(text.encode())
    except spf_record.BadRecord:
        return ""
    last = next((each.result for each in record.mechanisms if each.name == "all"), "")
    if last in {"fail", "softfail"} or (not last and record.redirect):
        return ""
    terms = text.split(" ")
    if not last:
        return " ".join([*(each for each in terms if each), "~all"])
    return " ".join("~all" if each.lstrip("+?").lower() == "all" else each for each in terms if each)


def wanted(domain: Domain, step: Step) -> Iterator[Record]:
    grades: dict[str, int] = {}
    for each in domain.findings:
        grades[each["subject"]] = max(each["grade"], grades.get(each["subject"], 0))
    if step.record:
        yield Record("TXT", f"_dmarc.{domain.name}", step.record, step.says)
    yield from _consent(domain, step)
    if not domain.sends_mail:
        yield Record("TXT", domain.name, "v=spf1 -all", _("No e-mail is sent from this domain (RFC 7208)."))
        yield Record(
            "MX",
            domain.name,
            "0 .",
            _("It doesn’t receive e-mail either (RFC 7505). Skip this record if it does."),
        )
        return
    if grades.get("SPF", 0) > 1:
        yield from _spf(domain)
    for kept in keys.every(domain.name):
        if kept.state != "old":
            yield Record("TXT", kept.key.name, kept.key.record, _("Your signing key (DKIM)."))
    if grades.get("TLS-RPT", 0) > 1:
        value = f"v=TLSRPTv1; rua=mailto:{report_address(domain.name)}"
        yield Record(
            "TXT", f"_smtp._tls.{domain.name}", value, _("Receivers report encryption failures (RFC 8460).")
        )
    if grades.get("MTA-STS", 0) > 1 or domain.sts_mode:
        value = f"v=STSv1; id={domain.sts_id or f'{datetime.now(UTC):%Y%m%d%H%M}'}"
        yield Record(
            "TXT", f"_mta-sts.{domain.name}", value, _("E-mail sent to you is encrypted (RFC 8461).")
        )
