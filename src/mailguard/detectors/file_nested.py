"""An archive contains another archive."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_nested(facts: Facts) -> Iterator[Evidence]:
    """An archive contains another archive."""
    for file, kind in attachments.having(facts, "nested_archive"):
        inner = [each for each in facts.files if each.path.startswith(f"{file.path}/")]
        runs = any(each.has(trait) for each in inner for trait in ("executable", "script", "shortcut"))
        yield found(
            "{file} contains another archive ({kind}).",
            1.0 if runs else 0.4,
            file=attachments.name_of(file),
            kind=kind,
        )
