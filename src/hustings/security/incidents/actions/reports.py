"""Somebody of the team found a message strange: it is judged, noted, answered, and looked for elsewhere."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.web import rate_limits
from hustings.security.incidents import sentences, tasks
from hustings.security.incidents.actions.commands import fitting, order, order_everywhere
from hustings.security.incidents.actions.intake import keep, take_in
from hustings.security.incidents.actions.notifications import notice
from hustings.security.incidents.guards import protected_profile
from hustings.security.incidents.models import (
    Action,
    Guard,
    Incident,
    Order,
    Report,
    ShieldSettings,
    Sighting,
    Source,
)


def is_watched() -> bool:
    """Whether there is a mailbox, ours or another guard's, out of which mail can be held."""
    own = Q(kind=Guard.Kind.OWN) & Q(Exists(Source.objects.watched()))
    return Guard.objects.live().filter(Q(kind=Guard.Kind.WATCHER) | own).exists()


log = logging.getLogger(__name__)
GUARD = "hustings"  # the name under which reports stand among sightings
MOST_HELD = 500  # messages that one report holds elsewhere
PER_HOUR = 40  # reports of one person
MOST_ROUTES = 25  # times as many that nothing proves, whatever way they come
UNPROVEN_ANSWERS = 10  # mails in an hour that answer what nothing proves


class TooMany(Exception):
    """They have reported a lot within the hour."""


def report(*, user: User, raw: bytes, way: str, is_proven: bool = True, route: str = "") -> Report:
    """Judge a message and note who reported it, once a person. TooMany where they reported too much.

    ``is_proven``: it surely came from them. Of what may be forged nothing follows by itself, and what comes
    by one ``route`` uses up nothing of another.
    """
    from mailguard.agents.platform.fingerprints import traits
    from mailguard.agents.platform.sightings import identity, sighting
    from mailguard.facts import Envelope

    digest = sha256(raw).hexdigest()
    key = identity(GUARD, (user.email,), digest)
    there = Report.objects.filter(key=key).first()
    if there and (there.is_proven or not is_proven):
        return there
    demand_patience(user, is_proven=is_proven, route=route)
    verdict = protected_profile.engine().analyse(raw, Envelope(rcpt_to=(user.email,)))
    seen = sighting(
        verdict, guard=GUARD, kind="report", mailboxes=(user.email,), at=timezone.now(),
        traits=traits(verdict.facts), done="reported",
    )  # fmt: skip
    with translation.override(user.language):
        told = sentences.of_verdict(verdict, user.language)
    with transaction.atomic():
        take_in(seen=[seen], own=frozenset(protected_profile.domains()))
        keep(raw)
        row = Sighting.objects.select_related("incident").get(key=seen.id)
        return note_report(user=user, row=row, way=way, told=told, is_proven=is_proven)


def demand_patience(user: User, *, is_proven: bool = True, route: str = "") -> None:
    """TooMany where somebody reported too much; forgeries need many ways to use up the unproven part."""
    most = PER_HOUR if is_proven else MOST_ROUTES * PER_HOUR
    if not is_proven and rate_limits.is_beyond("unproven reports", f"{user.pk} {route}", PER_HOUR, 3_600):
        raise TooMany
    since = timezone.now() - timedelta(hours=1)
    lately = Report.objects.filter(user=user, at__gt=since, is_proven=is_proven)
    if lately.count() >= most:
        raise TooMany


@transaction.atomic
def note_report(
    *, user: User, row: Sighting, way: str, told: sentences.Told, is_proven: bool = True
) -> Report:  # fmt: skip
    """Write down who reported what and what they are told; hold the same elsewhere where it is an attack."""
    incident = row.incident
    holds = is_proven and row.action >= Action.QUARANTINE and ShieldSettings.current().holds_reported
    is_sought = holds and is_watched()
    values = _values(user, row, told, is_proven=is_proven, is_sought=is_sought, way=way)
    made, is_new = Report.objects.get_or_create(key=row.key, defaults={**values, "way": way})
    if not is_new and (made.is_proven or not is_proven):
        return made
    if not is_new:  # what might have been forged has come from them, too
        Report.objects.filter(pk=made.pk).update(**values, way=way, mailed_at=None)
        made.refresh_from_db()
    if incident:
        Incident.objects.filter(pk=incident.pk).update(n_reports=F("n_reports") + int(is_new))
        if holds:
            _hold_elsewhere(row, incident)
        if not incident.closed_at:
            notice()
    if way == Report.Way.FOLDER and row.action == Action.DELIVER and made.action == Action.DELIVER:
        order(deed=Order.Deed.RELEASE, sightings=[row], user=None, incident=incident)
    is_mailed = way != Report.Way.PAGE and (
        is_proven or not rate_limits.is_beyond("unproven answers", user.pk, UNPROVEN_ANSWERS, 3_600)
    )
    if is_mailed:
        tasks.mail_answer.enqueue(made.pk)
    log.info("incidents.report user=%s action=%s incident=%s", user.pk, row.action, incident and incident.pk)
    return made


def _values(
    user: User, row: Sighting, told: sentences.Told, *, is_proven: bool, is_sought: bool, way: str
) -> dict[str, Any]:  # fmt: skip
    """Columns of a report. An attack is also one that the security lead has judged so."""
    incident = row.incident
    action = row.action
    if incident and incident.outcome == Incident.Outcome.ATTACK:
        action = max(action, Action.QUARANTINE)
    others = Report.objects.filter(incident=incident, is_proven=True).exclude(key=row.key)
    is_first = action >= Action.WARN and is_proven and not (incident and others.exists())
    with translation.override(user.language):
        answer = words(told, row.action, action, is_first=is_first, is_sought=is_sought, is_proven=is_proven)
        if way == Report.Way.FOLDER and row.guard_id:
            answer = f"{answer}\n\n{_whereabouts(row, action)}"
    return {
        "user": user, "sighting": row, "incident": incident, "subject": row.subject, "action": action,
        "is_first": is_first, "is_proven": is_proven, "answer": answer,
    }  # fmt: skip


def _whereabouts(row: Sighting, action: int) -> str:
    if action == Action.DELIVER:
        return _("It will be back in your inbox within about a minute.")
    folder = str(row.place.get("folder") or "Held")[:200]
    says = _("It is now in your folder “%(folder)s”. If you need it, ask the security lead, or move it back.")
    return says % {"folder": folder}


def _hold_elsewhere(row: Sighting, incident: Incident) -> None:
    """Hold the same message in all other boxes, and what of the attack was let pass.

    Attackers can have the words of true mail reported: what isn't the same to the byte is held only if
    suspected there, too.
    """
    own = frozenset(protected_profile.domains())
    order_everywhere(
        deed=Order.Deed.HOLD, sightings=[row], user=None, incident=incident, own=own, suspect=True
    )
    passed = incident.sightings.filter(action__lt=Action.QUARANTINE).exclude(pk=row.pk).exclude(guard=None)
    passed = passed.filter(Q(action__gte=Action.WARN) | Q(sha256=row.sha256))
    same = fitting(row, passed.order_by("-pk")[:MOST_HELD], own)
    order(deed=Order.Deed.HOLD, sightings=same, user=None, incident=incident)


def words(
    told: sentences.Told, found: int, action: int, *, is_first: bool, is_sought: bool, is_proven: bool
) -> str:  # fmt: skip
    """The answer, in the language of the moment: what was found in it, and what it is taken for."""
    verdicts = {
        Action.DELIVER: _(
            "We found nothing wrong with it. If it still seems strange, don’t click: ask the security lead."
        ),
        Action.WARN: _("Be careful: parts of this message are suspicious."),
        Action.QUARANTINE: _("This is an attack. Don’t click, don’t reply and don’t open any attachment."),
        Action.REJECT: _("This is an attack. Don’t click, don’t reply and don’t open any attachment."),
    }
    first = _("Thank you: you are the first to report this message.")
    thanks = first if is_first else _("Thank you for reporting this message.")
    lines = [verdicts[Action(action)]]
    if found:
        lines += [told.headline, *told.reasons, told.advice]
    if is_sought:
        lines.append(
            _(
                "We are looking for the same message in the team’s mailboxes and quarantining it "
                "where it is suspicious."
            )
        )
    elif not is_proven:
        lines.append(
            _("We couldn’t confirm that this report comes from you, so the security lead will check it.")
        )
    elif action >= Action.QUARANTINE:
        lines.append(_("The security lead decides what to do with copies in other mailboxes."))
    return "\n\n".join([thanks, *(line for line in lines if line)])


def reporter(address: str) -> User | None:
    if not address:
        return None
    staff = protected_profile.staff()
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
            told = sentences.of_signals(row.verdict, row.signals)
        note_report(user=user, row=row, way=Report.Way.FOLDER, told=told)
        n += 1
    return n
