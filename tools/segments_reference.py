"""Write docs/reference/segments.md from the registry of conditions. Run by ``make docs``."""

import os
import re
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")
TARGET = Path(__file__).resolve().parents[1] / "docs" / "reference" / "segments.md"
HEAD = """# Conditions of segments

<!-- Written by `make docs` from the registry of conditions. -->

Every condition that a segment can have, and how it is stored. For people who write to the database or the
API, and for developers; to build a segment in HQ, see [Find people](../how-to/find-people.md).

A segment's conditions (`criteria` in code) are stored as JSON:

```json
{"match": "all", "criteria": [
  {"criterion": "zone", "operator": "inside", "value": 69},
  {"match": "any", "criteria": [
    {"criterion": "tag", "operator": "is", "value": 7},
    {"criterion": "age", "operator": "at_most", "value": 30}
  ]}
]}
```

`match` is `all`, `any` or `none`. A group may replace a condition, up to five levels deep, with at most
50 conditions in all. Values are written like this:

- a tag or a territory: its key; several: a list of keys;
- a date: `2026-05-01`; a decimal number: text;
- a value of several parts: an object (`?` marks optional parts);
- an area: a list of three to a hundred pairs of latitude and longitude in degrees.

Negative operators match everyone except the people the positive one matches, including people of unknown
status.

These are rejected: a group without conditions, segments that include each other in a circle, and more
than 200 conditions, counting those of the included segments.

Each custom field is a condition `field:<name in files>`; the table has one of each type.

| Condition | Operator | Value | In words |
|---|---|---|---|
"""


def text() -> str:
    """The whole page, in English."""
    from django.utils import translation

    from hustings.people.persons.models import Field
    from hustings.people.segments import criteria
    from hustings.people.segments.criteria import fields

    with translation.override("en"):
        samples = [Field(slug=f"a-{kind}-field", label="…", kind=kind) for kind in fields.kinds()]
        listed = [*criteria.catalogue.all(), *map(fields.criterion, samples)]
        rows = [row(one.name, name, how) for one in listed for name, how in one.operators.items()]
    return HEAD + "\n".join(rows) + "\n"


def row(criterion: str, name: str, how: Any) -> str:
    """A line of the table."""
    words = dict.fromkeys(re.findall(r"%\((\w+)\)", str(how.sentence)), "…")
    return f"| `{criterion}` | `{name}` | {value(how.kind)} | {str(how.sentence) % words} |"


def value(kind: Any) -> str:
    """The kind of value, with its parts where it has some."""
    if kind is None:
        return "–"
    if hasattr(kind, "parts"):
        optional = {name: "" if part.is_required else "?" for name, part in kind.parts.items()}
        return ", ".join(f"`{name}`{optional[name]}: {value(part.kind)}" for name, part in kind.parts.items())
    if hasattr(kind, "of"):
        return f"several: {value(kind.of)}"
    return str(kind)


if __name__ == "__main__":
    import django

    django.setup()
    TARGET.write_text(text())
