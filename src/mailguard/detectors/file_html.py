"""A web page is attached as a file."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_html(facts: Facts) -> Iterator[Evidence]:
    """A web page is attached as a file."""
    for file, _detail in attachments.having(facts, "html"):
        if facts.bulk.is_list or file.type.startswith("application/pgp"):
            continue
        if not attachments.is_inside(file):
            strength = 1.0 if file.has("scripted") or file.forms else 0.6 if file.name else 0.3
            yield found("{file} opens in the browser.", strength, file=attachments.name_of(file))
