"""Erasure of many people in the background: the one operation that can't be undone."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people import erasing
from hustings.people.models import Operation
from hustings.people.operations.kinds import Kind
from hustings.people.operations.over import Apply, over_people


def _erase(operation: Operation) -> Apply:
    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        erasing.erase_many(people, operation.user)
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
