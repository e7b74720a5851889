"""Somebody of the team found a message strange: it is judged, noted, answered, and looked for elsewhere."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.accounts.models import User
from hustings.shield import known, tasks, telling
from hustings.shield.actions.intake import keep, take_in
from hustings.shield.actions.ordering import order, order_everywhere
from hustings.shield.models import Action, Arrangement, Incident, Order, Report, Sighting, Source

log = logging.getLogger(__name__)
GUARD = "hustings"  # the name under which reports stand among sightings
MOST_HELD = 500  # messages that one report holds elsewhere
PER_HOUR = 40  # reports of one person


class TooMany(Exception):
    """They have reported a lot within the hour."""


def report(*, user: User, raw: bytes, way: str) -> Report:
    """Judge a message and note who reported it. The same from the same person is one report.

    TooMany where they reported too much lately.
    """
    from mailguard.facts import Envelope
    from mailguard.keeping.sightings import identity, sighting
    from mailguard.keeping.traits import traits

    digest = sha256(raw).hexdigest()
    key = identity(GUARD, (user.email,), digest)
    if there := Report.objects.filter(key=key).first():
        return there
    demand_patience(user)
    verdict = known.engine().analyse(raw, Envelope(rcpt_to=(user.email,)))
    seen = sighting(
        verdict, guard=GUARD, kind="report", mailboxes=(user.email,), at=timezone.now(),
        traits=traits(verdict.facts), done="reported", language=user.language,
    )  # fmt: skip
    with translation.override(user.language):
        told = telling.of_verdict(verdict, user.language)
    with transaction.atomic():
        take_in(seen=[seen], own=frozenset(known.domains()))
        keep(raw)
        row = Sighting.objects.select_related("incident").get(key=seen.id)
        return note_report(user=user, row=row, way=way, told=told)


def demand_patience(user: User) -> None:
    """TooMany where somebody reported too much lately."""
    lately = Report.objects.filter(user=user, at__gt=timezone.now() - timedelta(hours=1))
    if lately.count() >= PER_HOUR:
        raise TooMany


@transaction.atomic
def note_report(*, user: User, row: Sighting, way: str, told: telling.Told) -> Report:
    """Write down who reported what and what they are told; hold the same elsewhere where it is an attack."""
    incident = row.incident
    others = (
        Report.objects.filter(incident=incident).exclude(user=user) if incident else Report.objects.none()
    )
    is_first = row.action >= Action.WARN and not others.exists()
    with translation.override(user.language):
        answer = words(told, row.action, is_first=is_first)
    values = {
        "user": user, "way": way, "sighting": row, "incident": incident, "subject": row.subject,
        "action": row.action, "is_first": is_first, "answer": answer,
    }  # fmt: skip
    made, is_new = Report.objects.get_or_create(key=row.key, defaults=values)
    if not is_new:
        return made
    if incident:
        Incident.objects.filter(pk=incident.pk).update(n_reports=F("n_reports") + 1)
        if row.action >= Action.QUARANTINE and Arrangement.current().holds_reported:
            _hold_elsewhere(row, incident)
    if way != Report.Way.PAGE:
        tasks.mail_answer.enqueue(made.pk)
    log.info("shield.report user=%s action=%s incident=%s", user.pk, row.action, incident and incident.pk)
    return made


def _hold_elsewhere(row: Sighting, incident: Incident) -> None:
    """The same message in all other boxes, and what of the attack was let pass."""
    order_everywhere(
        deed=Order.Deed.HOLD, messages=[(row.sha256, row.message_id)], user=None, incident=incident
    )
    passed = incident.sightings.filter(action__lt=Action.QUARANTINE).exclude(pk=row.pk).exclude(guard=None)
    order(deed=Order.Deed.HOLD, sightings=list(passed[:MOST_HELD]), user=None, incident=incident)


def words(told: telling.Told, action: int, *, is_first: bool) -> str:
    """The answer, in the language of the moment."""
    verdicts = {
        Action.DELIVER: _("We found nothing bad in it. If it still seems strange, don’t click, and ask."),
        Action.WARN: _("Be careful: parts of it are not what they seem."),
        Action.QUARANTINE: _("It is an attack. Don’t click, don’t answer, open no file."),
        Action.REJECT: _("It is an attack. Don’t click, don’t answer, open no file."),
    }
    thanks = _("Thank you: you are the first to report it.") if is_first else _("Thank you for the report.")
    lines = [verdicts[Action(action)]]
    if action:
        lines += [told.headline, *told.reasons, told.advice]
    if action >= Action.QUARANTINE:
        lines.append(_("The same message is now looked for in all other mailboxes, and held there."))
    return "\n\n".join([thanks, *(line for line in lines if line)])


def reporter(address: str) -> User | None:
    """Whose address it is among those who have a role here."""
    if not address:
        return None
    staff = known.staff()
    found: User | None = staff.filter(email__iexact=address).first()
    if found:
        return found
    box = Source.objects.live().filter(address__iexact=address, user__in=staff).select_related("user").first()
    return box.user if box else None


def note_moved(seen: Sequence[str]) -> int:
    """Reports of those who moved messages into the folder for reports, by the ids of sightings; how many."""
    rows = Sighting.objects.filter(key__in=seen, kind="report", reports=None).select_related("incident")
    n = 0
    for row in rows:
        user = next((found for box in row.mailboxes if (found := reporter(box))), None)
        if user is None:
            continue
        with translation.override(user.language):
            told = telling.of_signals(row.verdict, row.signals)
        note_report(user=user, row=row, way=Report.Way.FOLDER, told=told)
        n += 1
    return n
