"""Saved mappings: the choices for one file, made again for another with the same columns in any order."""

from collections.abc import Sequence
from typing import Any

from hustings.foundation.lib.text.text_folding import fold
from hustings.people.imports.columns import targets
from hustings.people.imports.columns.options import Options
from hustings.people.imports.models import Import, ImportPlan
from hustings.people.persons.models import Field

MOST = 500
_BY_COLUMN = ("wins_by", "day_first", "values", "unwilling")  # choices that stand under a column's number


def column_keys(columns: Sequence[str]) -> list[str]:
    """Columns by their names; twins are told apart by a number."""
    seen: dict[str, int] = {}
    found = []
    for column in columns:
        name = fold(column)
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return found


def fitting(imported: Import, user: Any) -> list[ImportPlan]:
    """One's own and shared mappings that were made for these columns, the last used first."""
    wanted = sorted(column_keys(imported.columns))
    known = ImportPlan.objects.all() if user is None else ImportPlan.objects.visible_to(user)
    plans = known.select_related("user").order_by("-used_at", "-pk")[:MOST]
    return [plan for plan in plans if sorted(column_keys(plan.columns)) == wanted]


def content(
    imported: Import, mapping: Sequence[str], options: Options
) -> tuple[dict[str, str], dict[str, Any]]:
    """What a plan keeps of the choices: all but the days that belong to this very file."""
    keys = column_keys(imported.columns)
    kept = options.written() | {"as_of": ""}
    for name in _BY_COLUMN:
        kept[name] = {keys[int(at)]: value for at, value in kept[name].items() if int(at) < len(keys)}
    kept["consents"] = {
        purpose: said | {"given_on": ""} for purpose, said in kept["consents"].items()
    }  # fmt: skip
    return dict(zip(keys, mapping, strict=True)), kept


def applied(plan: ImportPlan, imported: Import) -> tuple[list[str], Options]:
    """The choices of a plan for this file. What is there no more is left out."""
    keys = column_keys(imported.columns)
    kept = dict(plan.options)
    for name in _BY_COLUMN:
        by_key = kept.get(name, {})
        kept[name] = {str(at): by_key[key] for at, key in enumerate(keys) if key in by_key}
    options = Options.read(kept)
    slugs = set(Field.objects.values_list("slug", flat=True)) | set(options.fields)
    mapping = [plan.mapping.get(key, "") for key in keys]
    mapping = [target if targets.is_valid(target, slugs) else targets.LEFT_OUT for target in mapping]
    return mapping, options
