"""Rules held against all groups in one statement, on both databases."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from hustings.field.groups.certification.measures import Ask, Measure, OfGroup, Part, Source, measures
from hustings.field.groups.models.certification import Rule

OPEN = "g.closed_at IS NULL AND g.shown_at IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule with its measure, and what the count is compared with."""

    rule: Rule
    measure: Measure
    limit: int


@dataclass(frozen=True, slots=True)
class Found:
    """Findings of the rules on one group: a number for each that applies; ``missing``: rules not met."""

    group: int
    numbers: list[tuple[int, int]]
    missing: list[int]

    @property
    def n_missing(self) -> int | None:
        """None where no rule applies: nothing certifies such a group."""
        return len(self.missing) if self.numbers else None


def known(rules: Sequence[Rule]) -> list[Asked]:
    """Those whose measure an installed app gives."""
    pairs = [(rule, measures.find(rule.measure)) for rule in rules]
    return [Asked(rule, each, each.limit(rule.n, rule.days)) for rule, each in pairs if each]


def evaluate(
    rules: Sequence[Rule], *, now: dt.datetime | None = None, group: int | None = None
) -> list[Found]:
    """The verdict of ``rules`` on each open group, or on one. One statement."""
    return [found for found, *_rest in compare(rules, now=now, group=group)]


def compare(
    *sets: Sequence[Rule], now: dt.datetime | None = None, group: int | None = None
) -> Iterator[tuple[Found, ...]]:
    """For each group a verdict by each of several sets of rules, all from one statement."""
    every = {rule.pk: rule for rules in sets for rule in rules}
    asked = known(list(every.values()))
    sql, parameters = statement(asked, now or timezone.now(), group)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows = cursor.fetchall()
    wanted = [{rule.pk for rule in rules} for rules in sets]
    plans: dict[int | None, list[list[_Step]]] = {}
    for pk, kind, *numbers in rows:
        if (plan := plans.get(kind)) is None:
            plan = plans[kind] = [_steps(asked, among, kind) for among in wanted]
        yield tuple(_found(pk, numbers, steps) for steps in plan)


_Step = tuple[int, int, int, bool]  # place of the number, rule, limit, whether it is the most


def _steps(asked: Sequence[Asked], among: set[int], kind: int | None) -> list[_Step]:
    return [
        (at, each.rule.pk, each.limit, each.measure.is_most)
        for at, each in enumerate(asked)
        if each.rule.pk in among and each.rule.is_for(kind)
    ]


def _found(pk: int, numbers: Sequence[int], steps: Sequence[_Step]) -> Found:
    return Found(
        pk,
        [(rule, numbers[at]) for at, rule, _limit, _most in steps],
        [rule for at, rule, limit, most in steps if (numbers[at] > limit if most else numbers[at] < limit)],
    )


def statement(asked: Sequence[Asked], now: dt.datetime, group: int | None = None) -> tuple[str, list[Any]]:
    """A pass over each source, grouped, then joined with the groups. Names are ours, values parameters."""
    parts = [each.measure.part(_ask(each, now)) for each in asked]
    sources: dict[Source, list[tuple[int, Part]]] = {}
    for at, part in enumerate(parts):
        if isinstance(part, Part):
            sources.setdefault(part.source, []).append((at, part))
    passes, joins, columns = [], [], []
    parameters: list[Any] = []
    for n, (source, counted) in enumerate(sources.items()):
        sql, more = _pass(source, counted, group)
        passes.append(f"s{n} AS ({sql})")
        joins.append(f" LEFT JOIN s{n} ON s{n}.group_id = g.id")
        parameters += more
    of = {at: f"s{n}" for n, counted in enumerate(sources.values()) for at, _part in counted}
    for at, part in enumerate(parts):
        if isinstance(part, OfGroup):
            columns.append(part.sql)
            parameters += part.parameters
        else:
            columns.append(f"COALESCE({of[at]}.v{at}, {part.nothing})")
    only = ""
    if group is not None:
        only = " AND g.id = %s"
        parameters.append(group)
    begin = f"WITH {', '.join(passes)} " if passes else ""
    listed = ", ".join(["g.id", "g.kind_id", *columns])
    return f"{begin}SELECT {listed} FROM groups_localgroup g{''.join(joins)} WHERE {OPEN}{only}", parameters  # noqa: S608


def _ask(each: Asked, now: dt.datetime) -> Ask:
    return Ask(each.rule.n, each.rule.days, tuple(map(str, each.rule.among)), now)


def _pass(source: Source, counted: Sequence[tuple[int, Part]], group: int | None) -> tuple[str, list[Any]]:
    """One pass: one count alone narrows its rows, several filter each their own."""
    columns: list[str] = []
    parameters: list[Any] = []
    for at, part in counted:
        only = f"FILTER (WHERE {part.where})" if part.where and len(counted) > 1 else ""
        columns.append(f"{part.value.format(only=only)} AS v{at}")
        parameters += part.parameters if only else ()
    where = [f"{source.group} IS NOT NULL", *([source.base] if source.base else [])]
    if group is not None:
        where.append(f"{source.group} = %s")
        parameters.append(group)
    if len(counted) == 1 and counted[0][1].where:
        where.append(counted[0][1].where)
        parameters += counted[0][1].parameters
    listed = ", ".join([f"{source.group} AS group_id", *columns])
    return (
        f"SELECT {listed} FROM {source.tables} WHERE {' AND '.join(where)} GROUP BY {source.group}",  # noqa: S608
        parameters,
    )
