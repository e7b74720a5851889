"""Population of a rule, as criteria that any segment could have."""

import datetime as dt
from typing import Any

from hustings.people.persons.models import Purpose
from hustings.people.persons.models.persons import PersonQuerySet
from hustings.people.privacy.models import RetentionRule
from hustings.people.segments import criteria as segments

Since = RetentionRule.Since
_NO_WISH = {Purpose.MEASURE, Purpose.ANSWERS}  # who says yes to these alone doesn't ask to stay


def begins_on(rule: RetentionRule) -> dt.date | None:
    return rule.day + dt.timedelta(days=rule.days) if rule.since == Since.DAY and rule.day else None


def cutoff(rule: RetentionRule, as_of: dt.date) -> dt.date:
    if rule.since == Since.DAY and rule.day:
        return rule.day + dt.timedelta(days=1)
    return as_of - dt.timedelta(days=min(rule.days, (as_of - dt.date(1900, 1, 1)).days))


def criteria(rule: RetentionRule, as_of: dt.date) -> dict[str, Any]:
    """The rule as it stood on ``as_of``. Who has shown a sign of life since then is no longer hit."""
    day = cutoff(rule, as_of).isoformat()
    parts: list[dict[str, Any]] = [_ask("known_since", "before", day)]
    if rule.criteria:
        parts.append(rule.criteria)
    if rule.source:
        parts.append(_ask("source", "is", rule.source))
    if rule.since == Since.ACTIVE:
        parts.append(_ask("sign_of_life", "none_since", day))
    if rule.spares_consenting:
        yeses = [_ask("consent", "yes", purpose.value) for purpose in Purpose if purpose not in _NO_WISH]
        parts.append({"match": "none", "criteria": yeses})
    return {"match": "all", "criteria": parts}


def _ask(criterion: str, operator: str, value: str) -> dict[str, str]:
    return {"criterion": criterion, "operator": operator, "value": value}


def people(rule: RetentionRule, as_of: dt.date) -> PersonQuerySet:
    """Those whom the rule hits. BadCriteria where it asks for something that is gone."""
    found = segments.compile(criteria(rule, as_of))
    first = begins_on(rule)
    return found.none() if first and as_of < first else found


def n_people(rule: RetentionRule, as_of: dt.date) -> int:
    return people(rule, as_of).count()
