"""A page for the browser is attached as a file."""

from collections.abc import Iterator

from mailguard import attached
from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def file_html(facts: Facts) -> Iterator[Evidence]:
    """A page for the browser is attached as a file."""
    for file, _detail in attached.having(facts, "html"):
        if facts.bulk.is_list or file.type.startswith("application/pgp"):
            continue
        if not attached.is_inside(file):
            strength = 1.0 if file.has("scripted") or file.forms else 0.6 if file.name else 0.3
            yield found("{file} opens in the browser.", strength, file=attached.name_of(file))
