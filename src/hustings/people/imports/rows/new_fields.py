"""Fields that an import makes; they go when it is undone, unless somebody has come to use them."""

from django.db import transaction
from django.db.models import PROTECT

from hustings.people.imports.columns.options import NewField
from hustings.people.imports.models import Import
from hustings.people.persons.models import Field, Operation
from hustings.people.segments.models import Segment

FIELDS = "fields"  # in the choices of the operation: slug -> label and kind


def imagine(slug: str, new: NewField) -> Field:
    """The field as it would be."""
    return Field(slug=slug, label=new.label, kind=new.kind)


@transaction.atomic
def make(imported: Import, slug: str, new: NewField) -> Field:
    """The field, made unless it is there, and noted by the import's operation."""
    field, is_new = Field.objects.get_or_create(slug=slug, defaults={"label": new.label, "kind": new.kind})
    if is_new and imported.operation_id:
        operation = Operation.objects.select_for_update().get(pk=imported.operation_id)
        made = operation.choices.get(FIELDS, {}) | {slug: [field.label, field.kind]}
        operation.choices = operation.choices | {FIELDS: made}
        operation.save(update_fields=["choices"])
    return field


def take_away(operation: Operation) -> None:
    """Remove those that are as they were made, hold no value, and that no form or segment asks for."""
    if not (made := operation.choices.get(FIELDS)):
        return
    free = Field.objects.filter(slug__in=made, help_text="", values=None)
    for relation in Field._meta.related_objects:
        if relation.on_delete is PROTECT:
            asked = relation.related_model._base_manager.filter(**{f"{relation.field.name}__slug__in": made})
            free = free.exclude(pk__in=asked.values(relation.field.name))
    criteria = str(list(Segment.objects.values_list("criteria", flat=True)))
    gone = [
        field.pk for field in free
        if made[field.slug] == [field.label, field.kind] and f"'field:{field.slug}'" not in criteria
    ]  # fmt: skip
    rows = Field.objects.filter(pk__in=gone)
    rows.order_by()._raw_delete(rows.db)  # nothing hangs on them


def left(operation: Operation) -> list[str]:
    """Labels of those that are still there."""
    made = operation.choices.get(FIELDS, {})
    return list(Field.objects.filter(slug__in=made).order_by("label").values_list("label", flat=True))
