"""Segments: questions about people, kept as data.

``criteria`` is JSON: ``{"match": "all", "criteria": [{"criterion": "tag", "operator": "is", "value": 7}]}``,
where ``match`` is ``all``, ``any`` or ``none`` and an entry may be such a group again. Apps contribute more.
"""

from hustings.people.segments.criteria.builtin.contacts import at_least
from hustings.people.segments.criteria.builtin.days import ago
from hustings.people.segments.criteria.compiler import compile, outside, people  # noqa: A004
from hustings.people.segments.criteria.kinds import (
    BadCriteria,
    Broken,
    Choice,
    Day,
    Decimals,
    Kind,
    Number,
    Text,
)
from hustings.people.segments.criteria.model import (
    Criterion,
    Family,
    Group,
    Leaf,
    Operator,
    catalogue,
    families,
    find,
    listed,
)
from hustings.people.segments.criteria.parts import Part, Parts, days, times
from hustings.people.segments.criteria.rows import RowKind, Several, TagKind, ZoneKind
from hustings.people.segments.criteria.tree import DEEPEST, LARGEST, describe, read
from hustings.people.segments.criteria.uses import Use, usages, used_by
from hustings.people.segments.criteria.why import reasons
