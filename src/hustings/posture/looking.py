"""Looks at own domains: the engine asks name servers, what it finds is kept."""

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from hustings.campaigns.own_domains import own_domains
from hustings.mailing.signing import keys
from hustings.posture.models import Domain
from mailguard import posture
from mailguard.dns import Resolver
from mailguard.posture import Finding, Source, Unreachable

log = logging.getLogger(__name__)
NOBODY = gettext_noop("No name server answers: try again later.")


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
    source = Source(settings.NAME_SERVERS, fetch=posture.download)
    try:
        found = posture.examine(domain.name, source, [*domain.selectors.split(), *ours])
    except Unreachable:
        Domain.objects.filter(pk=domain.pk).update(problem=NOBODY)
        return
    rows = [_row(each) for each in found]
    about = {"policy": _policy(domain.name, source.resolver), "hosts": _hosts(domain.name, source.resolver)}
    worst = max((row["grade"] for row in rows), default=0)
    Domain.objects.filter(pk=domain.pk).update(
        findings=rows, worst=worst, looked_at=timezone.now(), problem="", **about
    )
    log.info("posture.look domain=%s worst=%s", domain.pk, worst)


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


def _policy(name: str, resolver: Resolver) -> str:
    """p= of the DMARC record that is there, "" without one."""
    for text in resolver.lookup(f"_dmarc.{name}", "TXT").octets:
        tags = {
            key.strip().lower(): value.strip()
            for key, _equals, value in (
                each.partition("=") for each in text.decode("utf-8", "replace").split(";")
            )
        }
        if tags.get("v", "").upper() == "DMARC1":
            return tags.get("p", "none").lower()[:20]
    return ""


def _hosts(name: str, resolver: Resolver) -> list[str]:
    found = (value.partition(" ")[2] for value in resolver.lookup(name, "MX").texts)
    return sorted(host for host in found if host.strip("."))[:10]
