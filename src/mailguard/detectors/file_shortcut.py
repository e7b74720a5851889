"""The attached shortcut opens something other than it shows."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_shortcut(facts: Facts) -> Iterator[Evidence]:
    """The attached shortcut opens something other than it shows."""
    for file, command in attachments.having(facts, "shortcut_command"):
        yield found("{file} runs “{command}”.", file=attachments.name_of(file), command=command)
    for file, place in attachments.having(facts, "shortcut_remote"):
        yield found("{file} leads to {place}.", file=attachments.name_of(file), place=place)
    for file, _target in attachments.having(facts, "shortcut"):
        if not file.has("shortcut_command") and not file.has("shortcut_remote"):
            # A web address kept as a file is old habit, and shows where it leads.
            weak = file.kind == "url" and all(link.scheme in {"http", "https"} for link in file.links)
            yield found("{file} is a shortcut.", 0.3 if weak else 0.9, file=attachments.name_of(file))
