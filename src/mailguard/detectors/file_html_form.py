"""An attached page contains a form to fill in."""

from collections.abc import Iterator

from mailguard.facts import Facts, attachments
from mailguard.signals import Evidence, detector, found


@detector
def file_html_form(facts: Facts) -> Iterator[Evidence]:
    """An attached page contains a form to fill in."""
    for file in facts.files:
        if file.kind not in {"html", "svg", "mht"} or not (file.forms or file.has("asks_password")):
            continue
        name = attachments.name_of(file)
        if file.has("asks_password"):
            yield found("{file} asks for a password.", file=name)
        elif any(form.fields for form in file.forms):
            yield found("{file} contains a form to fill in.", 0.45, file=name)
