"""From an import's choices to its sheet, which reads lines."""

from collections.abc import Mapping

from hustings.foundation.lib import trap_addresses
from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports.columns import targets
from hustings.people.imports.columns.options import NewField, Options
from hustings.people.imports.models import Import
from hustings.people.imports.rows import new_fields, topics
from hustings.people.imports.rows.row import Sheet
from hustings.people.persons import tag_library
from hustings.people.persons.models import Field, Tag, Topic


def without_new(mapping: list[str], new: Mapping[str, NewField]) -> tuple[list[str], dict[str, NewField]]:
    """The mapping without the fields that would be made."""
    known = set(Field.objects.filter(slug__in=new).values_list("slug", flat=True))
    out = {f"{targets.FIELD}{slug}" for slug in new if slug not in known}
    left = [
        targets.LEFT_OUT if target in out or target.startswith(targets.NEW) else target for target in mapping
    ]
    return left, {slug: field for slug, field in new.items() if slug in known}


def fields_gone(imported: Import) -> list[str]:
    """Fields that its columns fill and that were removed since; new ones are made as it runs."""
    named = {t.removeprefix(targets.FIELD) for t in imported.mapping if t.startswith(targets.FIELD)}
    there = set(Field.objects.filter(slug__in=named).values_list("slug", flat=True))
    return sorted(named - there - Options.read(imported.options).fields.keys())


def sheet_of(imported: Import, *, create_fields: bool = False) -> Sheet:
    """The mapping with new fields made, or imagined; without that right only those that there are."""
    options, mapping = Options.read(imported.options), imported.mapping
    tags: set[str] | None = None
    if not tag_library.may_add(imported.user):
        tags = set(Tag.objects.values_list("key", flat=True))
        options.tags = [name for name in options.tags if fold(name)[:100] in tags]
        mapping, options.fields = without_new(mapping, options.fields)
    known = {field.slug: field for field in Field.objects.all()}
    for slug, new in options.fields.items():
        if slug not in known:
            known[slug] = (
                new_fields.make(imported, slug, new) if create_fields else new_fields.imagine(slug, new)
            )
    found = Topic.objects.all() if any(map(topics.is_about, mapping)) else ()
    fields, nobodys = list(known.values()), trap_addresses.among(None)
    return Sheet(imported.columns, mapping, options, fields, tags, found, nobodys)
