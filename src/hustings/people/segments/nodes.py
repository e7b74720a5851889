"""The tree that a segment is, once its JSON was read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hustings.people import phrases
from hustings.people.segments.registry import Answer, Criterion, Operator


@dataclass(frozen=True, slots=True)
class Leaf:
    """One question with its value."""

    criterion: Criterion
    operator: Operator
    value: Any = None

    def __str__(self) -> str:
        kind = self.operator.kind
        return str(self.operator.sentence) % (kind.words(self.value) if kind else {"value": ""})

    def answer(self) -> Answer:
        """Those for whom it holds, or, where the operator is negated, those for whom it doesn't."""
        return self.operator.ask(self.value)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of which all, any or none must be answered with yes.

    Within an answer the parts may be plain conditions and rows too: see ``Operator.ask``.
    """

    match: str
    parts: "tuple[Node, ...]"

    def __str__(self) -> str:
        words = [
            f"({part})" if isinstance(part, Group) and len(part.parts) > 1 else str(part)
            for part in self.parts
        ]
        if self.match == "none":
            return _("none of these is true: %(list)s") % {"list": phrases.row(words)}
        return (_(", and ") if self.match == "all" else _(", or ")).join(words)


Node: TypeAlias = Group | Leaf | Q | QuerySet[Any]


def leaves(node: Node) -> Iterator[Leaf]:
    """All questions in a tree."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Group):
        for part in node.parts:
            yield from leaves(part)
