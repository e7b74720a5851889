"""Erasure of many people in the background: the one operation that can't be undone."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people.changes.operations.chunks import Apply, over_people
from hustings.people.changes.operations.kinds import Kind
from hustings.people.persons.models import Operation
from hustings.people.privacy import erasure


def _erase(operation: Operation) -> Apply:
    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        erasure.erase_many(people, operation.user)
        return {"erased": len(people)}

    return apply


KINDS: tuple[Kind, ...] = (
    Kind(
        "erase",
        gettext_lazy("Erase for good"),
        lambda operation: _("Erase for good"),
        over_people(_erase),
        None,
        is_everywhere=True,
    ),
)
