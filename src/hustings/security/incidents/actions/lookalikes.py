"""Domains that imitate ours are incidents before the first letter comes, and letters that use them join."""

import logging
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.security.incidents import grouping_rules
from hustings.security.incidents.actions.incidents import end_rule, rule
from hustings.security.incidents.actions.intake import alone
from hustings.security.incidents.guards import rulebook
from hustings.security.incidents.models import Incident, Mark, Rule
from mailguard.agents.platform import rule_checks
from mailguard.agents.platform.fingerprints import owned

log = logging.getLogger(__name__)
BLOCKED_DAYS = 90
_NOTHING = {rule_checks.SHARED, rule_checks.PART}  # of rules that would fit nothing
_LIST = "list:"  # the kind of marks that no message has


def domain_of(host: str) -> str:
    """Domain that somebody registered to have this host, or the host where many publish below one."""
    return owned(host)


def _keys(host: str) -> list[str]:
    return grouping_rules.keys(_traits(host))


def _traits(host: str) -> list[tuple[str, str]]:
    domain = domain_of(host)
    return [(Rule.Kind.HOST, domain), (Rule.Kind.SENDER, f"@{domain}")]


@transaction.atomic
def open_lookalikes(*, hosts: Mapping[str, datetime]) -> dict[str, Incident]:
    """One incident a domain for hosts that imitate us, once, or that whose letters used it already."""
    if not hosts:
        return {}
    alone()
    marks = {host: _keys(host) for host in hosts}
    groups = grouping_rules.Groups.load({key for keys in marks.values() for key in keys})
    now = timezone.now()
    homes = {
        host: groups.place(
            marks[host],
            Incident(title=host[:200], kind=Incident.LOOKALIKE, first_at=at, last_at=max(at, now)),
        )
        for host, at in hosts.items()
    }
    groups.write()
    found = {host: groups.find(home) for host, home in homes.items() if home}
    n = len({one.pk for one in found.values()})
    transaction.on_commit(lambda: log.info("incidents.lookalikes hosts=%d incidents=%d", len(hosts), n))
    return found


def used(*, hosts: Collection[str]) -> set[str]:
    """Those whose domain an incident knows: letters of it used that, or it holds another host of it."""
    keys = {host: _keys(host) for host in hosts}
    wanted = {key for mine in keys.values() for key in mine}
    known = set(Mark.objects.filter(key__in=wanted, cut_at=None).values_list("key", flat=True))
    return {host for host, mine in keys.items() if known.intersection(mine)}


@transaction.atomic
def sum_up(*, source: str, day: str, n: int) -> Incident:
    """The one incident of a day for names of a list that are too many to be one each: ``n`` so far."""
    alone()
    key = f"{_LIST}{day} {sha256(source.encode()).hexdigest()}"
    title = f"{source[:180]} (+{n})"
    mark = Mark.objects.filter(key=key).select_related("incident").first()
    if mark is None:
        made = Incident.objects.create(title=title, kind=Incident.LOOKALIKE)
        mark = Mark.objects.create(key=key, incident=made)
    Incident.objects.filter(pk=mark.incident.pk, merged_into=None).update(title=title)
    return mark.incident


def is_summary(incident: Incident) -> bool:
    """Whether it tells of many names of one list."""
    return incident.marks.filter(key__startswith=_LIST).exists()


@transaction.atomic
def confirm_lookalike(*, host: str, incident: Incident, user: User | None = None) -> None:
    """Somebody is sure of it: from now on even mail that looks harmless joins if it uses the domain."""
    _marks(host, incident).filter(cut_at=None).update(joins_all=True)
    log.info("incidents.lookalike confirmed incident=%s user=%s", incident.pk, user and user.pk)


@transaction.atomic
def doubt_lookalike(*, host: str, incident: Incident, user: User | None = None) -> None:
    """Nobody is sure any more: it is as it was found."""
    _marks(host, incident).update(joins_all=False)
    log.info("incidents.lookalike doubted incident=%s user=%s", incident.pk, user and user.pk)


def _marks(host: str, incident: Incident) -> QuerySet[Mark]:
    """Those of its domain, made where they are missing. An incident closed as harmless is open again."""
    alone()
    harmless = Incident.objects.filter(pk=incident.pk, outcome=Incident.Outcome.HARMLESS)
    harmless.update(outcome="", closed_at=None, closed_by=None)
    keys = _keys(host)
    for key in keys:
        Mark.objects.get_or_create(key=key, defaults={"incident": incident})
    return Mark.objects.filter(key__in=keys)


@transaction.atomic
def drop_lookalike(*, host: str, incident: Incident, user: User | None = None) -> None:
    """It is harmless: its domain is blocked no more and joins nothing. An incident without mail is closed."""
    alone()
    unblock_lookalike(host=host, user=user)
    Mark.objects.filter(key__in=_keys(host)).update(joins_all=False)
    row = Incident.objects.get(pk=incident.pk)
    if row.n_sightings or row.n_reports or row.kind != Incident.LOOKALIKE:
        return  # letters used it: what they are, somebody says there
    Mark.objects.filter(key__in=_keys(host), incident=row, cut_at=None).delete()
    if not row.marks.exists():
        row.outcome, row.closed_at, row.closed_by = Incident.Outcome.HARMLESS, timezone.now(), user
        row.save(update_fields=["outcome", "closed_at", "closed_by"])
    log.info("incidents.lookalike dropped incident=%s user=%s", row.pk, user and user.pk)


def blocks(host: str) -> list[Rule]:
    """The rules in force that block letters from its domain, or with links to it."""
    values = [value for _kind, value in _traits(host)]
    live = Rule.objects.live().filter(deed=Rule.Deed.BLOCK, kind__in=[Rule.Kind.HOST, Rule.Kind.SENDER])
    return list(live.filter(value__in=values).order_by("pk"))


@transaction.atomic
def block_lookalike(
    *, host: str, reason: str, user: User, incident: Incident | None = None, address: str = ""
) -> list[Rule]:
    """Block letters and links of its domain for a while; links alone where many publish below it."""
    alone()
    known = {(one.kind, one.value) for one in blocks(host)}
    until = timezone.now() + timedelta(days=BLOCKED_DAYS)
    return [
        rule(
            deed=Rule.Deed.BLOCK, kind=kind, value=value, reason=reason[:300], until=until, user=user,
            incident=incident, address=address,
        )
        for kind, value in _traits(host)
        if (str(kind), value) not in known
        and not ((found := rulebook.fault(Rule.Deed.BLOCK, kind, value, ())) and found.name in _NOTHING)
    ]  # fmt: skip


@transaction.atomic
def unblock_lookalike(*, host: str, user: User | None, address: str = "") -> int:
    """End what blocks it; how many rules ended."""
    found = blocks(host)
    for one in found:
        end_rule(rule=one, user=user, address=address)
    return len(found)
