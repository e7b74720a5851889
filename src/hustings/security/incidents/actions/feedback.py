"""Opinions on verdicts, reviewed: only what the security lead accepts teaches the guards anything."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.rights import GUARD_MAIL
from hustings.security.incidents import access_log, sentences, tasks
from hustings.security.incidents.actions.incidents import Refused
from hustings.security.incidents.actions.intake import alone, raw
from hustings.security.incidents.guards import guard_training, protected_profile
from hustings.security.incidents.models import Action, Incident, Lesson, Look, Opinion, Report, Sighting

_LOOKED_AT = 20  # messages of one incident


@transaction.atomic
def say(*, incident: Incident, said: str, note: str, user: User) -> None:
    """Whether the guard was right: kept for review, it teaches nothing by itself, and no more what it did."""
    alone()
    values = {
        "said": said,
        "note": note[:300],
        "at": timezone.now(),
        "decision": "",
        "reviewed_at": None,
        "reviewed_by": None,
    }
    Opinion.objects.update_or_create(incident=incident, user=user, defaults=values)
    if guard_training.forget(incident.pk):
        tasks.teach_guards.enqueue()


def say_of_report(*, report: Report, is_right: bool, note: str) -> None:
    """Note an opinion on the verdict of a report's incident, where others may have been found worse."""
    if report.incident is None:
        return
    told_attack = report.action >= Action.WARN or report.retold_at is not None
    is_attack = told_attack == is_right
    is_so = is_attack == (report.incident.action >= Action.WARN)
    said = Opinion.Said.RIGHT if is_so else Opinion.Said.WRONG
    say(incident=report.incident, said=said, note=note, user=report.user)


def proposal(*, user: User, address: str = "") -> list[dict[str, object]]:
    rows = Opinion.objects.select_related("incident").order_by("-pk")[:2_000]
    by_incident: dict[int, Sequence[Sequence[str]]] = {}
    firsts = Sighting.objects.filter(incident__in=[one.incident_id for one in rows], action__gte=Action.WARN)
    for incident, signals in firsts.order_by("-pk").values_list("incident", "signals")[:20_000]:
        by_incident[incident] = signals
    access_log.note(user=user, what=Look.What.PROPOSAL, about=str(len(rows)), address=address)
    return [_plain(one, by_incident.get(one.incident_id, [])) for one in rows]


def _plain(one: Opinion, signals: Sequence[Sequence[str]]) -> dict[str, object]:
    return {
        "incident": one.incident_id,
        "class": one.incident.kind,
        "action": Action(one.incident.action).name.lower(),
        "was_right": one.said == Opinion.Said.RIGHT,
        "note": one.note,
        "outcome": one.incident.outcome,
        "signals": sentences.names(signals),
    }


@transaction.atomic
def accept(*, opinion: Opinion, user: User, address: str = "") -> None:
    """Let it teach: what it says of the incident's verdict becomes an example."""
    alone()
    one = Opinion.objects.select_related("incident").get(pk=opinion.pk)
    if one.decision == Opinion.Decision.ACCEPTED:
        return
    if one.user_id == user.pk and _others(user):
        raise Refused(
            _("You gave this feedback yourself: another security lead must accept it. You can reject it.")
        )
    is_attack = (one.incident.action >= Action.WARN) == (one.said == Opinion.Said.RIGHT)
    there = Lesson.objects.filter(incident=one.incident).first()
    if there and there.is_attack != is_attack:
        raise Refused(_("Opposite feedback on this incident was already accepted: undo that first."))
    if not there:
        _lesson(one.incident, is_attack=is_attack).save()
    _decide(one, Opinion.Decision.ACCEPTED, user, address)


def _others(user: User) -> bool:
    """Whether somebody besides may review: who is alone with it reviews what they said themselves."""
    live = Grant.objects.live().filter(zone=None, user__is_active=True, role__in=GUARD_MAIL.holders)
    return live.exclude(user=user).exists()


@transaction.atomic
def refuse(*, opinion: Opinion, user: User, address: str = "") -> None:
    """Let it teach nothing."""
    alone()
    _decide(Opinion.objects.get(pk=opinion.pk), Opinion.Decision.REFUSED, user, address)


@transaction.atomic
def undo(*, opinion: Opinion, user: User, address: str = "") -> None:
    """It waits for review again; what only it taught is forgotten."""
    alone()
    _decide(Opinion.objects.get(pk=opinion.pk), "", user, address)


@transaction.atomic
def reset(*, user: User, address: str = "") -> int:
    """Forget all that was taught: accepted opinions wait again. How many examples there were."""
    alone()
    n = Lesson.objects.all().delete()[0]
    Opinion.objects.filter(decision=Opinion.Decision.ACCEPTED).update(
        decision="", reviewed_at=None, reviewed_by=None
    )
    access_log.note(user=user, what=Look.What.RESET, about=str(n), address=address)
    tasks.teach_guards.enqueue()
    return n


def _decide(one: Opinion, decision: str, user: User, address: str) -> None:
    """Write it down; a lesson that no accepted opinion stands behind any more goes."""
    now = timezone.now() if decision else None
    Opinion.objects.filter(pk=one.pk).update(
        decision=decision, reviewed_at=now, reviewed_by=user if decision else None
    )
    guard_training.forget(one.incident_id)
    said = decision or "undone"
    access_log.note(user=user, what=Look.What.REVIEWED, incident=one.incident, about=said, address=address)
    tasks.teach_guards.enqueue()


def _lesson(incident: Incident, *, is_attack: bool) -> Lesson:
    """Lesson of the message that the verdict was about: its signals, and its words as numbers."""
    rows = list(incident.sightings.order_by("-action", "-at", "-pk")[:_LOOKED_AT])
    alike = [row for row in rows if row.action == rows[0].action]
    data = next(((row, found) for row in alike if (found := raw(row.sha256))), None)
    if data:
        return _of_message(incident, data[0], data[1], is_attack=is_attack)
    row = next((row for row in alike if _names(row)), None)
    if row is None:
        raise Refused(
            _("The messages of this incident are no longer stored, so the filter can’t learn from them.")
        )
    return Lesson(
        incident=incident, is_attack=is_attack, odds=_odds(row), signals=dict.fromkeys(_names(row), 1.0)
    )


def _of_message(incident: Incident, row: Sighting, data: bytes, *, is_attack: bool) -> Lesson:
    """The message lies here: how strong its signals are, and its words. No name server is asked."""
    from mailguard.policy.model import tokens

    verdict = protected_profile.engine(asks=False).analyse(data)
    strengths = {each.name: round(each.strength, 3) for each in verdict.signals}
    seen = _names(row)
    return Lesson(
        incident=incident, is_attack=is_attack, odds=_odds(row),
        signals={name: strengths.get(name, 1.0) for name in seen} if seen else strengths,
        words=sorted(tokens.features(verdict.facts)),
    )  # fmt: skip


def _names(row: Sighting) -> Sequence[str]:
    from mailguard.policy.judgement import REVIEWS

    return [name for name in sentences.names(row.signals) if name != REVIEWS]


def _odds(row: Sighting) -> float:
    from mailguard.policy.judgement import log_odds

    return round(log_odds(row.score if row.unreviewed is None else row.unreviewed), 4)
