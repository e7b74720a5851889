"""One tag goes into another: whoever had the first gets the second, and back again when it's undone."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.sql import bulk
from hustings.people.changes import journal, undo
from hustings.people.changes.operations.chunks import Apply, over_people
from hustings.people.changes.operations.columns import ThingGone
from hustings.people.changes.operations.kinds import Kind
from hustings.people.persons.models import Operation, Tag, Tagging


def _merge(operation: Operation) -> Apply:
    """``choices``: ``tag`` and ``into`` (keys), ``name`` and ``into_name``."""
    gone, kept = operation.choices["tag"], operation.choices["into"]
    if Tag.objects.filter(pk__in=[gone, kept]).count() != 2:
        raise ThingGone(_("One of the two tags no longer exists."))

    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        held = Tagging.objects.filter(tag=gone, person__in=people)
        have = sorted(held.values_list("person", flat=True))
        twice = set(Tagging.objects.filter(tag=kept, person__in=have).values_list("person", flat=True))
        held.delete()
        now = timezone.now()
        rows = [(pk, kept, now, operation.pk) for pk in have if pk not in twice]
        bulk.insert(Tagging, ["person", "tag", "added_at", "operation"], rows)
        off, on = [f"tag.{gone}", 1, None], [f"tag.{kept}", None, 1]
        data = {"tag": operation.choices["name"], "into": operation.choices["into_name"]}
        journal.write(operation, "person.retagged", [
            (pk, {**data, "changes": [off] if pk in twice else [off, on]})
            for pk in have
        ])  # fmt: skip
        return {"changed": len(have)}

    return apply


def _says(operation: Operation) -> str:
    return str(_("Merge the tag “%(name)s” into “%(into_name)s”") % operation.choices)


KINDS: tuple[Kind, ...] = (
    Kind(
        "merge_tags",
        gettext_lazy("Merge tags"),
        _says,
        over_people(_merge),
        undo.begin,
        is_everywhere=True,
    ),
)
