"""Run a consultation: set it up, change its steps and questions, show it, close it."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone, translation

from hustings.deliberation.consultations import step_rules
from hustings.deliberation.consultations.models import Consultation, Item, Kind, Phase, Question
from hustings.deliberation.consultations.models.consultations import Ballot
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
Texts = Mapping[str, str]


class Shape(models.TextChoices):
    """Steps that a new consultation begins with; each can be changed afterwards."""

    QUESTIONS = "questions", translation.gettext_lazy("questions only")
    TEXT = "text", translation.gettext_lazy("text with amendments")
    STATEMENTS = "statements", translation.gettext_lazy("statements to vote on")
    CYCLE = "cycle", translation.gettext_lazy("the whole cycle")


class InUse(Exception):
    """People wrote in it: it can't be deleted."""


class NoPhase(Exception):
    """A consultation without a step can't be shown."""


STEPS: dict[str, tuple[tuple[Kind, int | None], ...]] = {  # days; None: without an end
    Shape.QUESTIONS: ((Kind.DEBATE, 28), (Kind.SYNTHESIS, 21), (Kind.FOLLOW_UP, None)),
    Shape.TEXT: ((Kind.TEXT, 28), (Kind.DECISION, 21), (Kind.FOLLOW_UP, None)),
    Shape.STATEMENTS: ((Kind.STATEMENTS, 21), (Kind.SYNTHESIS, 14), (Kind.FOLLOW_UP, None)),
    Shape.CYCLE: (
        (Kind.DEBATE, 42), (Kind.SYNTHESIS, 21), (Kind.TEXT, 28), (Kind.DECISION, 21), (Kind.FOLLOW_UP, None),
    ),
}  # fmt: skip
_BALLOTS = {Kind.DEBATE: Ballot.THREE, Kind.TEXT: Ballot.THREE, Kind.STATEMENTS: Ballot.PASS}
_TAKES_ITEMS = frozenset({Kind.DEBATE, Kind.TEXT, Kind.STATEMENTS})
_TAKES_ARGUMENTS = frozenset({Kind.DEBATE, Kind.TEXT, Kind.SYNTHESIS})


def defaults(kind: Kind) -> dict[str, Any]:
    """Settings of a step of this kind, unless told otherwise."""
    return {
        "ballot": _BALLOTS.get(kind, Ballot.NONE),
        "takes_items": kind in _TAKES_ITEMS,
        "takes_arguments": kind in _TAKES_ARGUMENTS,
        "takes_sources": kind in (Kind.DEBATE, Kind.TEXT),
    }


@transaction.atomic
def start(
    *, values: Mapping[str, Any], shape: str, starts_at: datetime, questions: Sequence[Texts] = (), user: Any
) -> Consultation:
    """A consultation with the steps of its shape, one after the other, and the questions of the first."""
    made = Consultation.objects.create(**values, user=user)
    at = starts_at
    for position, (kind, days) in enumerate(STEPS[Shape(shape)]):
        ends_at = at + timedelta(days=days) if days else None
        phase = Phase.objects.create(
            consultation=made, position=position, kind=kind, titles=titles_of(kind), starts_at=at,
            ends_at=ends_at, **defaults(kind),
        )  # fmt: skip
        if position == 0:
            Question.objects.bulk_create(
                Question(phase=phase, position=nth, titles=dict(titles))
                for nth, titles in enumerate(questions)
            )
        at = ends_at or at
    log.info("consultations.start consultation=%s shape=%s user=%s", made.pk, shape, user.pk)
    return made


def titles_of(kind: Kind) -> dict[str, str]:
    """The name of a kind of step as a title, in each language."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            label = str(kind.label)
            found[code] = label[:1].upper() + label[1:]
    return found


@transaction.atomic
def add_phase(*, consultation: Consultation, values: Mapping[str, Any], user: Any) -> Phase:
    """A step after the others; it has the settings and the name of its kind, unless told otherwise."""
    kind = Kind(values["kind"])
    made = Phase.objects.create(
        consultation=consultation, position=_last(consultation.phases),
        **{**defaults(kind), **values, "titles": values["titles"] or titles_of(kind)},
    )  # fmt: skip
    site_version.renew()
    log.info("consultations.add_phase phase=%s user=%s", made.pk, user.pk)
    return made


@transaction.atomic
def copy_phase(*, phase: Phase, user: Any) -> Phase:
    """The same step once more, with its rules and questions and without what was written, after its end."""
    length = phase.ends_at - phase.starts_at if phase.ends_at else None
    starts_at = phase.ends_at or timezone.now()
    questions = list(phase.questions.all())
    made = Phase.objects.create(
        consultation=phase.consultation, position=_last(phase.consultation.phases), kind=phase.kind,
        titles=phase.titles, intros=phase.intros, starts_at=starts_at,
        ends_at=starts_at + length if length else None, ballot=phase.ballot, takes_items=phase.takes_items,
        takes_arguments=phase.takes_arguments, takes_sources=phase.takes_sources,
        takes_reports=phase.takes_reports,
    )  # fmt: skip
    Question.objects.bulk_create(
        Question(phase=made, position=each.position, titles=each.titles, intros=each.intros)
        for each in questions
    )
    step_rules.copy(phase, made)
    site_version.renew()
    log.info("consultations.copy_phase phase=%s user=%s", phase.pk, user.pk)
    return made


@transaction.atomic
def add_question(*, phase: Phase, values: Mapping[str, Any], user: Any) -> Question:
    """A question after the others of its step."""
    made = Question.objects.create(phase=phase, position=_last(phase.questions), **values)
    site_version.renew()
    log.info("consultations.add_question question=%s user=%s", made.pk, user.pk)
    return made


def _last(rows: Any) -> int:
    found = rows.aggregate(last=Max("position"))["last"]
    return 0 if found is None else int(found) + 1


@transaction.atomic
def move(*, row: Phase | Question, by: int, user: Any) -> None:
    """Change places with the one before (−1) or after (1)."""
    beside: Any
    if isinstance(row, Phase):
        beside = Phase.objects.filter(consultation=row.consultation_id)
    else:
        beside = Question.objects.filter(phase=row.phase_id)
    rows = list(beside.select_for_update())
    at = next(nth for nth, each in enumerate(rows) if each.pk == row.pk)
    if 0 <= at + by < len(rows):
        rows.insert(at + by, rows.pop(at))
    for position, each in enumerate(rows):
        if each.position != position:
            type(each).objects.filter(pk=each.pk).update(position=position)
    site_version.renew()
    log.info("consultations.move row=%s by=%s user=%s", row.pk, by, user.pk)


@transaction.atomic
def delete(*, row: Phase | Question, user: Any) -> None:
    """Delete a step or question in which nobody wrote. Raises InUse."""
    name = "phase" if isinstance(row, Phase) else "question"
    if Item.objects.filter(**{name: row}).exists():
        raise InUse
    if isinstance(row, Phase):
        row.questions.all().delete()
    try:
        row.delete()
    except models.ProtectedError as why:  # an app above keeps something in it
        raise InUse from why
    site_version.renew()
    log.info("consultations.delete %s=%s user=%s", name, row.pk, user.pk)


@transaction.atomic
def show(*, consultation: Consultation, user: Any) -> None:
    """Show it on the site. Raises NoPhase."""
    if not consultation.phases.exists():
        raise NoPhase
    Consultation.objects.filter(pk=consultation.pk, shown_at=None).update(shown_at=timezone.now())
    site_version.renew()
    log.info("consultations.show consultation=%s user=%s", consultation.pk, user.pk)


@transaction.atomic
def unshow(*, consultation: Consultation, user: Any) -> None:
    """Take it from the site; what was written stays."""
    Consultation.objects.filter(pk=consultation.pk).update(shown_at=None)
    site_version.renew()
    log.info("consultations.unshow consultation=%s user=%s", consultation.pk, user.pk)


@transaction.atomic
def close(*, consultation: Consultation, user: Any) -> None:
    """Take no more contributions and votes from now on, whatever the dates of its steps."""
    Consultation.objects.filter(pk=consultation.pk, closed_at=None).update(closed_at=timezone.now())
    site_version.renew()
    log.info("consultations.close consultation=%s user=%s", consultation.pk, user.pk)


@transaction.atomic
def reopen(*, consultation: Consultation, user: Any) -> None:
    """Have the dates of its steps say again what people may do."""
    Consultation.objects.filter(pk=consultation.pk).update(closed_at=None)
    site_version.renew()
    log.info("consultations.reopen consultation=%s user=%s", consultation.pk, user.pk)
