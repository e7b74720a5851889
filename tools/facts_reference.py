"""Write docs/reference/mailguard-facts.md from the code that reads messages. Run by ``make docs``."""

import dataclasses
import inspect
from pathlib import Path

from mailguard import facts
from mailguard.message import limits
from mailguard.message.meanings import PROBLEMS, TRAITS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "mailguard-facts.md"
HEAD = """# Facts of a message

<!-- Written by `make docs` from src/mailguard/facts and src/mailguard/message. -->

Everything that mailguard reads from a message, before any judgement. For people who write a detector or
read the JSON of `mailguard scan --explain --json`.

`mailguard.message.parse.parse` turns any bytes into facts and never fails: something unreadable becomes a
fact too, a *problem*. `mailguard.codec` writes facts to JSON and reads them back.
"""
TABLES = (
    facts.Facts, facts.Envelope, facts.Mailbox, facts.Hop, facts.Bulk, facts.Part, facts.Html, facts.Form,
    facts.Link, facts.Nested, facts.Scan, facts.Virus,
)  # fmt: skip


def page() -> str:
    """Tables of the fields, then the names of problems and traits, then the limits."""
    parts = [HEAD]
    for kind in TABLES:
        says = inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
        fields = ", ".join(f"`{field.name}`" for field in dataclasses.fields(kind))
        parts.append(f"## {kind.__name__}\n\n{says}\n\nFields: {fields}.\n")
    parts.append("## Problems\n\nOf the message, of a part of it or of a message inside it.\n")
    parts.append(_table(PROBLEMS))
    parts.append("## Traits of pages\n")
    parts.append(_table(TRAITS))
    parts.append("## Limits\n\nAnything beyond is not read, and a problem says so.\n")
    parts.append(_table({name: f"{value:,}" for name, value in _limits()}))
    return "\n".join(parts)


def _table(rows: dict[str, str]) -> str:
    return (
        "\n".join(["| Name | |", "|---|---|", *(f"| `{name}` | {says} |" for name, says in rows.items())])
        + "\n"
    )


def _limits() -> list[tuple[str, int]]:
    fixed = [(name.lower(), value) for name, value in vars(limits).items() if name.isupper()]
    return [
        *fixed,
        *(
            (f"all {field.name}", field.default)
            for field in dataclasses.fields(limits.Budget)
            if field.type is int
        ),
    ]


if __name__ == "__main__":
    PAGE.write_text(page())
