"""An attached page builds a file or hides what its script does."""

from collections.abc import Iterator

from mailguard import attached
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def file_html_smuggling(facts: Facts) -> Iterator[Evidence]:
    """An attached page builds a file or hides what its script does."""
    for file, how in attached.having(facts, "smuggling"):
        yield found("{file} builds a file from its own text ({how}).", file=attached.name_of(file), how=how)
    for file, how in attached.having(facts, "obfuscated"):
        if file.kind in {"html", "svg", "mht"} and not file.has("smuggling"):
            yield found(
                "The script in {file} is made unreadable ({how}).", 0.7, file=attached.name_of(file), how=how
            )
    for file, address in attached.having(facts, "redirect"):
        if file.kind == "html":
            yield found(
                "{file} leads on to {address} at once.", 0.8, file=attached.name_of(file), address=address
            )
