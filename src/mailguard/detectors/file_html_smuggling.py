"""An attached page builds a file or hides what its script does."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_html_smuggling(facts: Facts) -> Iterator[Evidence]:
    """An attached page builds a file or hides what its script does."""
    for file, how in attachments.having(facts, "smuggling"):
        yield found(
            "{file} builds a file from its own text ({how}).", file=attachments.name_of(file), how=how
        )
    for file, how in attachments.having(facts, "obfuscated"):
        if file.kind in {"html", "svg", "mht"} and not file.has("smuggling"):
            yield found(
                "The script in {file} is obfuscated ({how}).",
                0.7,
                file=attachments.name_of(file),
                how=how,
            )
    for file, address in attachments.having(facts, "redirect"):
        if file.kind == "html":
            yield found(
                "{file} immediately redirects to {address}.",
                0.8,
                file=attachments.name_of(file),
                address=address,
            )
