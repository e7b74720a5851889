"""Decisions of the security lead about incidents."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts.models import User
from hustings.security.incidents import access_log, grouping_rules, tasks
from hustings.security.incidents.actions.commands import MOST, order, order_everywhere
from hustings.security.incidents.actions.intake import alone
from hustings.security.incidents.guards import protected_profile, rulebook
from hustings.security.incidents.models import Action, Incident, Look, Mark, Order, Rule, Sighting
from mailguard.agents.platform import rule_checks


class Refused(Exception):
    """It can't be done; the message says why."""


_SAYS = {
    rule_checks.FORM: gettext_lazy("“%(value)s” doesn’t fit this type."),
    rule_checks.ASTERISK: gettext_lazy(
        "Wildcards (*) don’t work here. Enter @ and a domain to cover all its senders, or a host name."
    ),
    rule_checks.OWN: gettext_lazy(
        "%(value)s is your own domain: this would quarantine the whole team’s mail. Block a "
        "single address, or something else the messages share."
    ),
    rule_checks.HOME: gettext_lazy(
        "%(value)s belongs to you, a partner or a service you use. Enter a single address, or "
        "something else the messages share."
    ),
    rule_checks.SHARED: gettext_lazy(
        "Everyone can use %(value)s, so a rule can’t cover it. Enter a single address, or "
        "something else the messages share."
    ),
    rule_checks.PART: gettext_lazy("Enter the whole domain: %(instead)s instead of %(value)s."),
}
_LOOKS = {
    Order.Deed.RELEASE: Look.What.RELEASED,
    Order.Deed.RESTORE: Look.What.RELEASED,
    Order.Deed.DELETE: Look.What.DELETED,
    Order.Deed.HOLD: Look.What.HELD,
}


@transaction.atomic
def deal(
    *, incident: Incident, deed: str, user: User, address: str = "", sightings: Collection[int] = ()
) -> int:
    """Have guards release, delete or hold the messages of an incident (some, or all); how many orders."""
    _stands(incident)
    rows = incident.sightings.select_related("guard").order_by("-at", "-pk")
    chosen = list(rows.filter(pk__in=sightings) if sightings else rows[:MOST])
    if not chosen:
        raise Refused(_("This message doesn’t exist."))
    if deed == Order.Deed.RELEASE:
        n = order(deed=deed, sightings=chosen, user=user, incident=incident)
    else:
        own = frozenset(protected_profile.domains())
        n = order(deed=deed, sightings=chosen, user=user, incident=incident)
        n += order_everywhere(deed=deed, sightings=chosen, user=user, incident=incident, own=own)
    access_log.note(
        user=user, what=_LOOKS[Order.Deed(deed)], incident=incident, about=str(len(chosen)), address=address
    )
    return n


@transaction.atomic
def judge(*, incident: Incident, outcome: str, user: User, address: str = "") -> None:
    """Close it as what it turned out to be; nothing: open it again."""
    _stands(incident)
    closed = timezone.now() if outcome else None
    Incident.objects.filter(pk=incident.pk).update(
        outcome=outcome, closed_at=closed, closed_by=user if outcome else None
    )
    if outcome == Incident.Outcome.ATTACK:
        _retell(incident)
    access_log.note(user=user, what=Look.What.JUDGED, incident=incident, about=outcome, address=address)


def _retell(incident: Incident) -> None:
    """Those who were told that nothing bad was found hear that it is an attack; the first is thanked."""
    reports = incident.reports.order_by("at", "pk")
    if not reports.filter(is_first=True).exists() and (first := reports.filter(is_proven=True).first()):
        reports.filter(pk=first.pk).update(is_first=True)
    misled = list(reports.filter(action=Action.DELIVER, retold_at=None).values_list("pk", flat=True)[:MOST])
    incident.reports.filter(pk__in=misled).update(retold_at=timezone.now())
    for report in misled:
        tasks.mail_correction.enqueue(report)


def _stands(incident: Incident) -> Incident:
    """The row as it is now, which nobody else changes; Refused where it went into another meanwhile."""
    row = Incident.objects.select_for_update().get(pk=incident.pk)
    if row.merged_into_id:
        raise Refused(
            _("#%(one)s has been merged into #%(other)s: nothing was changed. Check #%(other)s first.")
            % {"one": row.pk, "other": row.merged_into_id}
        )
    return row


@transaction.atomic
def merge(*, incident: Incident, other: int, user: User, address: str = "") -> None:
    alone()
    rows = Incident.objects.select_for_update().filter(pk__in=[incident.pk, other]).order_by("pk").in_bulk()
    found = rows.get(other)
    if found is None or other == incident.pk:
        raise Refused(_("No other incident has this number."))
    home = _stands(incident)
    _stands(found)
    grouping_rules.add_up(home, found)
    home.save(update_fields=["n_sightings", "n_reports", "action", "first_at", "last_at"])
    grouping_rules.move(home.pk, [found.pk])
    access_log.note(user=user, what=Look.What.MERGED, incident=incident, about=f"#{other}", address=address)


@transaction.atomic
def split(*, incident: Incident, sightings: Collection[int], user: User, address: str = "") -> Incident:
    """Make messages an incident of their own. Traits that both parts share join nothing any more."""
    alone()
    _stands(incident)
    rows = list(incident.sightings.filter(pk__in=sightings))
    if not rows or len(rows) == incident.sightings.count():
        raise Refused(_("Select some of the messages, not all."))
    made = Incident.objects.create(
        title=rows[0].subject[:200], kind=rows[0].verdict, action=max(one.action for one in rows),
        n_sightings=len(rows), first_at=min(one.at for one in rows), last_at=max(one.at for one in rows),
    )  # fmt: skip
    Sighting.objects.filter(pk__in=[one.pk for one in rows]).update(incident=made)
    taken = {key for one in rows for key in grouping_rules.keys(one.traits)}
    rest = incident.sightings.values_list("traits", flat=True)
    left = {key for traits in rest.iterator(chunk_size=500) for key in grouping_rules.keys(traits)}
    Mark.objects.filter(key__in=list(taken - left), incident=incident).update(incident=made)
    Mark.objects.filter(key__in=list(taken & left), incident=incident).update(cut_at=timezone.now())
    Incident.objects.filter(pk=incident.pk).update(n_sightings=F("n_sightings") - len(rows))
    access_log.note(user=user, what=Look.What.SPLIT, incident=incident, about=f"#{made.pk}", address=address)
    return made


@transaction.atomic
def rule(
    *, deed: str, kind: str, value: str, reason: str, until: datetime | None, user: User,
    incident: Incident | None = None, address: str = "",
) -> Rule:  # fmt: skip
    """Block or allow from now on."""
    fit = rulebook.fitting(deed, kind, value)
    if not fit:
        raise Refused(_SAYS[rule_checks.FORM] % {"value": value})
    _check(deed, kind, fit)
    if until and until <= timezone.now():
        raise Refused(_("Choose an end date in the future."))
    made = Rule.objects.create(
        deed=deed, kind=kind, value=fit[:300], reason=reason, until=until, made_by=user, incident=incident
    )
    what = Look.What.BLOCKED if deed == Rule.Deed.BLOCK else Look.What.ALLOWED
    access_log.note(user=user, what=what, incident=incident, about=f"{kind}: {fit}", address=address)
    return made


def _check(deed: str, kind: str, value: str) -> None:
    """Refuse what would never fit, and what would hold the mail of the whole team."""
    fault = rulebook.fault(deed, kind, value, protected_profile.domains(), protected_profile.others())
    if fault:
        raise Refused(_SAYS[fault.name] % {"value": value, "instead": fault.instead})


@transaction.atomic
def end_rule(*, rule: Rule, user: User | None, address: str = "") -> None:
    """It holds no more."""
    if Rule.objects.filter(pk=rule.pk, ended_at=None).update(ended_at=timezone.now(), ended_by=user):
        access_log.note(
            user=user, what=Look.What.RULE_ENDED, about=f"{rule.kind}: {rule.value}", address=address
        )
