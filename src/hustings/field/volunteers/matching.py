"""Fit of a volunteer and a task, both ways, explained in words.

The score is between 0 and 100: skills count half, the way a quarter, the time a quarter.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.volunteers import availability, distances, rules
from hustings.field.volunteers.models import DayOff, HeldSkill, Skill, Task, TaskAsk, TaskPlace, Volunteer
from hustings.foundation.lib.text import phrases
from hustings.foundation.territories.models import Containment
from hustings.people.persons.models import Email, Person

MOST = 500  # rows that are scored
SKILLS, WAY, TIME = 50, 25, 25


@dataclass(frozen=True, slots=True)
class Abilities:
    """Abilities and times of a volunteer, as they are compared."""

    skills: frozenset[int]
    verified: frozenset[int]
    point: distances.Point | None
    km: int
    times: int
    age: int
    days_off: tuple[tuple[dt.date, dt.date], ...] = ()
    zones: frozenset[int] = frozenset()  # of the tasks compared: theirs, around it or inside


@dataclass(frozen=True, slots=True)
class Match:
    """How well they fit: ``why`` in words, ``is_barred`` where a rule or the way excludes it."""

    score: int
    why: list[str] = field(default_factory=list)
    is_barred: bool = False


def match(able: Abilities, task: Task, needed: dict[int, str], *, is_own: bool = False) -> Match:
    """Compare; ``needed`` are the skills of the task by number, with their names.

    ``is_own``: it is told to the volunteer.
    """
    why: list[str] = []
    score = _of_skills(able, needed, why, is_own)
    way, is_far = _of_way(able, task, why)
    time, is_busy = _of_time(able, task, why, is_own)
    problem = rules.age_problem(task.min_age, able.age)
    if problem:
        why.append(problem)
    return Match(score + way + time, why, bool(problem) or is_far or is_busy)


def _of_skills(able: Abilities, needed: dict[int, str], why: list[str], is_own: bool) -> int:
    if not needed:
        return SKILLS // 2
    has = needed.keys() & able.skills
    if has:
        words = _("You offered: %(skills)s") if is_own else _("can do: %(skills)s")
        why.append(words % {"skills": phrases.row(sorted(needed[pk] for pk in has))})
    if missing := sorted(needed[pk] for pk in needed.keys() - has):
        words = _("Also helpful: %(skills)s") if is_own else _("not said: %(skills)s")
        why.append(words % {"skills": phrases.row(missing)})
    points = sum(1.0 if pk in able.verified else 0.8 for pk in has)
    return round(SKILLS * points / len(needed))


def _of_way(able: Abilities, task: Task, why: list[str]) -> tuple[int, bool]:
    if task.is_from_home:
        why.append(_("from home"))
        return WAY, False
    point = task.point
    if point is None or able.point is None:  # of departments no middle is known
        is_elsewhere = task.zone_id is not None and task.zone_id not in able.zones
        return 0 if is_elsewhere else WAY // 3, is_elsewhere
    km = distances.km(point, able.point)
    why.append(_("%(n)s km away") % {"n": round(km)} if km >= 1 else _("less than 1 km away"))
    if km > able.km:
        return 0, True
    return round(WAY * (1 - km / (able.km + 1))), False


def _of_time(able: Abilities, task: Task, why: list[str], is_own: bool) -> tuple[int, bool]:
    if task.span is None:
        why.append(_("whenever it suits you") if is_own else _("when it suits them"))
        return TIME, False
    begins, ends = (timezone.localtime(moment) for moment in task.span)
    if any(first <= begins.date() <= last for first, last in able.days_off):
        why.append(_("not on that day"))
        return 0, True
    if not able.times:
        return TIME // 3, False
    asked = availability.of_span(begins, ends)
    if asked & able.times == asked:
        why.append(_("you’re usually free then") if is_own else _("usually free then"))
        return TIME, False
    why.append(_("you’re usually busy then") if is_own else _("usually busy then"))
    return TIME // 4 if asked & able.times else 0, False


def _abilities(
    volunteers: Iterable[Volunteer], tasks: Iterable[Task]
) -> Iterator[tuple[Volunteer, Abilities]]:
    """Abilities of these, in three queries for all. Their person and its zone are read with them."""
    rows = list(volunteers)
    near = _near({row.person.zone_id for row in rows} | {task.zone_id for task in tasks})
    people = [row.person_id for row in rows]
    skills: dict[int, list[HeldSkill]] = {}
    for held in HeldSkill.objects.filter(person__in=people):
        skills.setdefault(held.person_id, []).append(held)
    days: dict[int, list[tuple[dt.date, dt.date]]] = {}
    for off in DayOff.objects.filter(person__in=people):
        days.setdefault(off.person_id, []).append((off.first, off.last))
    for row in rows:
        mine = skills.get(row.person_id, [])
        yield row, Abilities(
            frozenset(held.skill_id for held in mine),
            frozenset(held.skill_id for held in mine if held.is_verified),
            distances.middle(row.person.zone), row.km, row.times, rules.said_age(row.age, row.person.age),
            tuple(days.get(row.person_id, [])), frozenset(near[row.person.zone_id]),
        )  # fmt: skip


def _near(zones: set[int | None]) -> dict[int | None, set[int]]:
    """For each of these territories those of them that hold it or lie in it."""
    found: dict[int | None, set[int]] = {zone: set() for zone in zones}
    keys = zones - {None}
    pairs = Containment.objects.filter(outer__in=keys, inner__in=keys)
    for outer, inner in pairs.values_list("outer", "inner"):
        found[outer].add(inner)
        found[inner].add(outer)
    return found


def needed_skills(task: Task) -> dict[int, str]:
    return {skill.pk: skill.name for skill in task.skills.all()}


def tasks_for(volunteer: Volunteer, n: int = 20, *, is_own: bool = False) -> list[tuple[Task, Match]]:
    """Open tasks that they may take up and have not, the fittest first. ``is_own``: it is told to them."""
    mine = TaskPlace.objects.filter(person=volunteer.person).live().values("task")
    rows = Task.objects.open().exclude(pk__in=mine).for_lists().prefetch_related("skills")
    tasks = list(rows[:MOST])
    ((_volunteer, able),) = _abilities([volunteer], tasks)
    found = [(task, match(able, task, needed_skills(task), is_own=is_own)) for task in tasks]
    fit = [pair for pair in found if not pair[1].is_barred]
    return sorted(fit, key=lambda pair: (-pair[1].score, pair[0].pk))[:n]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who fits a task, and when they were last asked for anything."""

    volunteer: Volunteer
    match: Match
    asked_at: dt.datetime | None
    verified: list[Skill] = field(default_factory=list)


def people_for(task: Task, volunteers: "Iterable[Volunteer]", n: int = 50) -> list[Candidate]:
    """Those who fit, neither in the task nor asked for it: first those whom nobody asked for long."""
    needed = needed_skills(task)
    pairs = [(row, match(able, task, needed)) for row, able in _abilities(volunteers, [task])]
    fit = [(row, found) for row, found in pairs if not found.is_barred]
    people = [row.person_id for row, _found in fit]
    asked = dict(
        TaskAsk.objects.filter(person__in=people)
        .order_by()
        .values_list("person")
        .annotate(at=Max("asked_at"))
    )
    long_ago = dt.datetime.min.replace(tzinfo=dt.UTC)
    made = [Candidate(row, found, asked.get(row.person_id)) for row, found in fit]
    made.sort(key=lambda one: (-(one.match.score // 10), one.asked_at or long_ago, one.volunteer.pk))
    return made[:n]


def candidates(task: Task, user: object) -> list[Candidate]:
    """People for a task whom ``user`` may see and the campaign may write to."""
    rows = Volunteer.objects.visible_to(user).active()
    gone = Q(person__in=TaskPlace.objects.filter(task=task).values("person"))
    gone |= Q(person__in=TaskAsk.objects.filter(task=task).values("person"))
    reached = Person.objects.open_to_mail().filter(emails__status=Email.Status.CONFIRMED)
    rows = rows.exclude(gone).filter(person__in=reached)
    if task.skills.exists():
        held = HeldSkill.objects.filter(skill__in=task.skills.all())
        rows = rows.filter(person__in=held.values("person"))
    if not task.is_from_home:
        rows = rows.near(task.point, task.zone_id)
    around = ["person__zone", "person__zone__parent", "person__zone__parent__parent"]
    zoned = rows.select_related(around[-1]).defer(*(f"{one}__shape" for one in around))
    return people_for(task, zoned.order_by("-offered_at")[:MOST])
