"""Writes docs/reference/segments.md from the registry of criteria.

PYTHONPATH=src python tools/segments_reference.py
"""

import os
import re
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")
TARGET = Path(__file__).resolve().parents[1] / "docs" / "reference" / "segments.md"
HEAD = """# Segments

Made by `tools/segments_reference.py` from the registry; do not edit.

Criteria are kept as JSON:

```json
{"match": "all", "criteria": [
  {"criterion": "zone", "operator": "inside", "value": 69},
  {"match": "any", "criteria": [
    {"criterion": "tag", "operator": "is", "value": 7},
    {"criterion": "age", "operator": "at_most", "value": 30}
  ]}
]}
```

`match` is `all`, `any` or `none`. A group may stand in the place of a criterion, up to five deep, with at
most 50 criteria in all. A tag and a territory are named by their keys, a date as `2026-05-01`, a decimal
number as text. A value of several parts is an object (`?` marks those that may be left out), several tags or
territories are a list of keys, an area is a list of three to a hundred pairs of latitude and longitude in
degrees. Negative operators hold for everybody for whom the positive one does not, those of whom nothing is
known included.

Refused are a group without criteria, segments that include one another in a circle, and more than 200
criteria with those of the segments included.

Each field that the campaign defines is a criterion `field:<name in files>`; one of each kind stands for all.

| Criterion | Operator | Value | In words |
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
