"""Segments: questions about people, kept as data.

``criteria`` is JSON: ``{"match": "all", "criteria": [{"criterion": "tag", "operator": "is", "value": 7}]}``,
where ``match`` is ``all``, ``any`` or ``none`` and an entry may be such a group again. Apps register more.
"""

from hustings.people.segments import builtin, fields
from hustings.people.segments.kinds import (
    BadCriteria,
    Broken,
    Choice,
    Day,
    Decimals,
    Kind,
    Number,
    TagKind,
    Text,
    ZoneKind,
)
from hustings.people.segments.registry import (
    Criterion,
    Operator,
    find,
    listed,
    register,
    register_family,
    registered,
)
from hustings.people.segments.tree import Group, Leaf, compile, describe, outside, people, read  # noqa: A004
from hustings.people.segments.uses import Use, register_uses, used_by

__all__ = [
    "BadCriteria",
    "Broken",
    "Choice",
    "Criterion",
    "Day",
    "Decimals",
    "Group",
    "Kind",
    "Leaf",
    "Number",
    "Operator",
    "TagKind",
    "Text",
    "Use",
    "ZoneKind",
    "builtin",
    "compile",
    "describe",
    "fields",
    "find",
    "listed",
    "outside",
    "people",
    "read",
    "register",
    "register_family",
    "register_uses",
    "registered",
    "used_by",
]
