"""The exact records that a domain wants, as its name server takes them: kind, name, value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from hustings.mailing.signing import keys
from hustings.posture.models import Domain
from hustings.posture.standing import Step


@dataclass(frozen=True)
class Record:
    """One line of a zone, and what it is for. ``name`` whole, without the last dot."""

    kind: str
    name: str
    value: str
    why: str


def report_address(domain: Domain) -> str:
    """Where receivers are to write: the address of the settings, else postmaster of the domain."""
    return settings.REPORT_ADDRESS or f"dmarc-reports@{domain.name}"


def wanted(domain: Domain, step: Step) -> Iterator[Record]:
    """What is missing or to be changed, from what the last look found."""
    grades: dict[str, int] = {}
    for each in domain.findings:
        grades[each["subject"]] = max(each["grade"], grades.get(each["subject"], 0))
    if step.record:
        yield Record("TXT", f"_dmarc.{domain.name}", step.record, step.says)
    if not domain.sends_mail:
        yield Record("TXT", domain.name, "v=spf1 -all", _("Nobody sends mail from here (RFC 7208)."))
        yield Record(
            "MX", domain.name, "0 .", _("It takes no mail, either (RFC 7505). Leave it out if it does.")
        )
        return
    if grades.get("SPF", 0) > 1:
        yield Record(
            "TXT", domain.name, "v=spf1 mx -all",
            _("Your own mail server sends. Put each provider’s include before “-all”: its help names it."),
        )  # fmt: skip
    for kept in keys.every(domain.name):
        if kept.state != "old":
            yield Record("TXT", kept.key.name, kept.key.record, _("Your signing key (DKIM)."))
    if grades.get("TLS-RPT", 0) > 1:
        value = f"v=TLSRPTv1; rua=mailto:{report_address(domain)}"
        yield Record(
            "TXT", f"_smtp._tls.{domain.name}", value, _("Receivers tell when encryption fails (RFC 8460).")
        )
    if grades.get("MTA-STS", 0) > 1 or domain.sts_mode:
        value = f"v=STSv1; id={domain.sts_id or f'{datetime.now(UTC):%Y%m%d%H%M}'}"
        yield Record("TXT", f"_mta-sts.{domain.name}", value, _("Mail to you is encrypted (RFC 8461)."))
