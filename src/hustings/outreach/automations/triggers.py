"""Triggers, which bring people into sequences. Apps above add theirs.

A kind tells who had what happen to them since a moment; or, of a segment, it compares who is in it now with
who was. Either is one question for all, asked again and again: whoever it names twice comes in once.
What an operation on many people did, such as an import, brings them in only where that was ticked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.contributions import Registry
from hustings.outreach.automations import beginnings, enrolment, exits, transitions
from hustings.outreach.automations.models import Sequence, Trigger, TriggerMember
from hustings.people.changes.starts import Gains, Tally
from hustings.people.persons import timeline
from hustings.people.persons.models import Activity, Field, FieldValue, Person, Tag, Tagging
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.persons.refusals import Refused
from hustings.people.segments import criteria
from hustings.people.segments.criteria.builtin import days

OVERLAP = timedelta(hours=1)  # looked at again: a transaction may end after one that began later
Rows = Callable[[Trigger, datetime, datetime], QuerySet[Any]]
Options = Callable[[], Iterable[tuple[str, Any]]]
Gained = Callable[[Trigger, Gains], Tally]


@dataclass(frozen=True)
class TriggerKind:
    """``rows(trigger, since, now)``: rows with ``person`` and ``moment``, when it happened to them.

    ``options`` are what one chooses among, kept in ``value["of"]``; ``says`` may hold ``%(of)s``, the words
    of what was chosen. ``needs_segment``: the trigger's segment is chosen instead. ``by_operations``: rows
    have an ``operation``, too. ``gained`` tells how many an operation brings to it.
    """

    name: str
    label: Any
    says: Any
    rows: Rows | None = None
    options: Options | None = None
    needs_segment: bool = False
    is_slow: bool = False  # it asks so much that ten minutes lie between two looks
    by_operations: bool = False
    gained: Gained = lambda trigger, gains: {}


# Names are kept with sequences, for good
kinds = Registry[TriggerKind]("automations.triggers.kinds", key=attrgetter("name"))


def find(name: str) -> TriggerKind | None:
    """The kind of this name; None where its app is gone."""
    return kinds.find(name)


def says(trigger: Trigger) -> str:
    kind = find(trigger.kind)
    if kind is None:
        return trigger.kind
    return str(kind.says) % {"of": _chosen(kind, trigger)}


def _chosen(kind: TriggerKind, trigger: Trigger) -> str:
    if kind.needs_segment:
        return str(trigger.segment or "?")
    of = str(trigger.value.get("of", ""))
    return str(dict(kind.options()).get(of, of)) if kind.options else of


def look(
    now: datetime | None = None,
    is_stopping: Callable[[], bool] = lambda: False,
    *,
    is_slow: bool = False,
) -> int:
    """Look who is to come in, for all running sequences; how many came."""
    n = 0
    names = [kind.name for kind in kinds.all() if kind.is_slow == is_slow]
    found = Trigger.objects.filter(sequence__state=Sequence.State.RUNNING, kind__in=names)
    for trigger in found.select_related("sequence", "sequence__topic", "sequence__started_by", "segment"):
        if is_stopping():
            break
        if not exits.has_somebody(trigger.sequence):
            continue
        problem = ""
        try:
            n += _look(trigger, now or timezone.now())
        except Refused as refused:
            problem = str(refused)[:300]
        if problem != trigger.problem:
            Trigger.objects.filter(pk=trigger.pk).update(problem=problem)
    return n


def _look(trigger: Trigger, now: datetime) -> int:
    kind = find(trigger.kind)
    assert kind
    if kind.needs_segment:
        return _compare(trigger, now)
    since = trigger.since or now
    assert kind.rows
    rows = kind.rows(trigger, since, now)
    if kind.by_operations:
        rows = rows.filter(beginnings.may_bring(trigger.sequence_id, since))
    n = enrolment.bring(
        trigger.sequence, rows, trigger=trigger, now=now, by_operations=kind.by_operations
    )  # what is looked at twice brings nobody twice
    began = trigger.sequence.started_at or now
    Trigger.objects.filter(pk=trigger.pk).update(since=max(now - OVERLAP, min(since, now), began))
    return n


# --- Segments ----------------------------------------------------------------------------------------
def _compare(trigger: Trigger, now: datetime) -> int:
    """Whoever is in the segment now and was not comes in; who left it is forgotten, and may come again."""
    if trigger.criteria is None:
        return 0
    inside = criteria.compile(trigger.criteria)
    known = TriggerMember.objects.filter(trigger=trigger)
    gone = known.filter(person__in=Person.objects.filter(exits.outside_of(inside)).values("pk"))
    while keys := list(gone.order_by().values_list("pk", flat=True)[: transitions.BATCH]):
        with transaction.atomic():
            TriggerMember.objects.filter(pk__any_of=keys)._raw_delete(known.db)
    new = inside.filter(_not_among(known))
    if trigger.since is None and not trigger.value.get("present"):  # looked at for the first time
        n = 0
        enrolment.snapshot(trigger, inside, now)
    else:
        begin = _hold_back(trigger, new, now)
        rows = new.annotate(person=F("pk"), moment=_moment(now), operation=begin)
        n = enrolment.bring(trigger.sequence, rows, trigger=trigger, now=now, by_operations=True)
    Trigger.objects.filter(pk=trigger.pk).update(since=now)
    return n


def _hold_back(trigger: Trigger, new: PersonQuerySet, now: datetime) -> Any:
    """Note as known those whom an operation brought into the segment that doesn't begin the sequence.

    Returns the operation that brought the others, as a column.
    """
    nothing = Cast(Value(None), BigIntegerField())
    if trigger.since is None:
        return nothing
    at = trigger.since - beginnings.LATE
    begin, others = beginnings.since(trigger.sequence_id, at)
    touched = beginnings.touched_by
    if others:
        quiet = Q(touched(others, at))
        enrolment.snapshot(trigger, new.filter(quiet & ~Q(touched(begin, at)) if begin else quiet), now)
    return beginnings.latest(begin, at) if begin else nothing


def _not_among(members: QuerySet[TriggerMember]) -> Q:
    return Q(~Exists(members.filter(person=OuterRef("pk"))))


def _moment(at: datetime) -> Value:
    return Value(at, output_field=DateTimeField())


# --- What happened -----------------------------------------------------------------------------------
def _activities(kind: str, since: datetime) -> QuerySet[Any]:
    rows = Activity.objects.filter(kind=kind, happened_at__gte=since)
    return rows.annotate(moment=F("happened_at")).values("person", "moment", "operation")


def _signed_up(trigger: Trigger, since: datetime, now: datetime) -> QuerySet[Any]:
    return _activities("sign_up.confirmed", since)


def _happened(trigger: Trigger, since: datetime, now: datetime) -> QuerySet[Any]:
    return _activities(str(trigger.value.get("of")), since)


def _tagged(trigger: Trigger, since: datetime, now: datetime) -> QuerySet[Any]:
    rows = Tagging.objects.filter(tag=int(trigger.value.get("of") or 0), added_at__gte=since)
    return rows.annotate(moment=F("added_at")).values("person", "moment", "operation")


def _gained_tag(trigger: Trigger, gains: Gains) -> Tally:
    if gains.tags is None:
        return gains.people
    tag = Tag.objects.filter(pk=int(trigger.value.get("of") or 0)).values_list("key", flat=True).first()
    return gains.tags.get(tag or "", {})


def _gained_line(trigger: Trigger, gains: Gains) -> Tally:
    return gains.lines.get(str(trigger.value.get("of")), {})


def _tags() -> Iterable[tuple[str, Any]]:
    return [(str(pk), name) for pk, name in Tag.objects.filter(is_listed=True).values_list("pk", "name")]


def _anniversaries() -> Iterable[tuple[str, Any]]:
    dates = Field.objects.filter(kind=Field.Kind.DATE).values_list("slug", "label")
    return [("born_on", _("birthday")), *((f"field.{slug}", label) for slug, label in dates)]


def _has_day(trigger: Trigger, since: datetime, now: datetime) -> QuerySet[Any]:
    """Today, once a day: the moment is the day's beginning, so that looking again finds nobody new."""
    today = days.midnight(timezone.localdate(now))
    of = str(trigger.value.get("of"))
    if of.startswith("field."):
        rows = FieldValue.objects.filter(days.anniversary("date", 0), field__slug=of.removeprefix("field."))
        return rows.annotate(moment=_moment(today)).values("person", "moment")
    people = Person.objects.filter(days.anniversary("born_on", 0))
    return people.annotate(person=F("pk"), moment=_moment(today)).values("person", "moment")


KINDS: tuple[TriggerKind, ...] = (
    TriggerKind(
        "sign_up",
        gettext_lazy("Sign-up on the site"),
        gettext_lazy("sign-up on the site"),
        _signed_up,
        by_operations=True,
    ),
    TriggerKind(
        "segment",
        gettext_lazy("Enters a segment"),
        gettext_lazy("enters the segment “%(of)s”"),
        needs_segment=True,
        is_slow=True,
        by_operations=True,
        gained=lambda trigger, gains: gains.people,
    ),
    TriggerKind(
        "tag",
        gettext_lazy("Gets a tag"),
        gettext_lazy("gets the tag “%(of)s”"),
        _tagged,
        _tags,
        by_operations=True,
        gained=_gained_tag,
    ),
    TriggerKind(
        "happened",
        gettext_lazy("Activity"),
        gettext_lazy("activity: “%(of)s”"),
        _happened,
        timeline.happenings,
        by_operations=True,
        gained=_gained_line,
    ),
    TriggerKind(
        "day",
        gettext_lazy("Yearly date"),
        gettext_lazy("yearly date: %(of)s"),
        _has_day,
        _anniversaries,
        is_slow=True,
    ),
)
