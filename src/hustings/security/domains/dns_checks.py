"""Looks at own domains: the engine asks name servers, what it finds is kept."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from hustings.foundation.campaigns.own_domains import own_domains
from hustings.outreach.emails.signatures import keys
from hustings.security.domains import dns_records, steps
from hustings.security.domains.models import Domain
from mailguard import domains
from mailguard.authentication import spf_record
from mailguard.authentication.dns import Resolver
from mailguard.authentication.policies import is_dmarc
from mailguard.domains import Finding, Source, Unreachable

log = logging.getLogger(__name__)
LONGEST_RECORD = 4_000
NOBODY = gettext_noop("The DNS servers don’t answer: try again later.")


@transaction.atomic
def plan() -> int:
    """Put the campaign's own domains on the list; how many were missing."""
    names = own_domains()
    known = set(Domain.objects.filter(name__in=names).values_list("name", flat=True))
    made = [Domain(name=name) for name in names if name not in known]
    Domain.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def look(domain: Domain) -> None:
    """Look one up and keep what was found; where nobody answers, what was found before stays."""
    ours = [kept.key.selector for kept in keys.every(domain.name)]
    source = Source(settings.NAME_SERVERS, fetch=domains.download)
    try:
        found = domains.examine(domain.name, source, [*domain.selectors.split(), *ours])
    except Unreachable:
        Domain.objects.filter(pk=domain.pk).update(problem=NOBODY)
        return
    rows = [_row(each) for each in found]
    there = _records(domain.name, source.resolver)
    kept = {**domain.records, **{name: texts for name, texts in there.items() if texts is not None}}
    dmarc = kept.get("dmarc") or []
    about = {
        "records": kept, "hosts": _hosts(domain.name, source.resolver),
        "policy": steps.policy_of(dmarc[0]) if len(dmarc) == 1 else "",
    }  # fmt: skip
    worst = max((row["grade"] for row in rows), default=0)
    Domain.objects.filter(pk=domain.pk).update(
        findings=rows, worst=worst, looked_at=timezone.now(), problem="", **about
    )
    log.info("domains.look domain=%s worst=%s", domain.pk, worst)


def _row(found: Finding) -> dict[str, Any]:
    return {
        "subject": found.subject, "grade": int(found.grade), "text": found.text, "fix": found.fix,
        "values": dict(found.values), "detail": found.detail,
    }  # fmt: skip


def look_at_all() -> None:
    """Each night: the list brought up to date, each domain looked at. One that fails holds up no other."""
    plan()
    for domain in Domain.objects.all():
        look(domain)


def _records(name: str, resolver: Resolver) -> dict[str, list[str] | None]:
    """The texts of records that are changed with care; None where nobody answers."""
    return {
        "spf": _texts(name, resolver, spf_record.is_spf),
        "dmarc": _texts(f"_dmarc.{name}", resolver, is_dmarc),
        "consent": _texts(dns_records.consent_name(name), resolver, is_dmarc),
    }


def _texts(name: str, resolver: Resolver, is_meant: Callable[[bytes], bool]) -> list[str] | None:
    answer = resolver.lookup(name, "TXT")
    if answer.status == "unknown":
        return None
    return [text.decode("utf-8", "replace")[:LONGEST_RECORD] for text in answer.byte_values if is_meant(text)]


def _hosts(name: str, resolver: Resolver) -> list[str]:
    found = (value.partition(" ")[2] for value in resolver.lookup(name, "MX").texts)
    return sorted(host for host in found if host.strip("."))[:10]
